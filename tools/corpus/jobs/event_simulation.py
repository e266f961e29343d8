"""Discrete event simulation of a bank counter with its own random numbers."""

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count


class Random:
    """A linear congruential generator: the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def next(self, low, high):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return low + (self.state >> 33) % (high - low + 1)


@dataclass(order=True)
class Event:
    time: int
    serial: int
    action: object = field(compare=False)


@dataclass
class Customer:
    name: str
    arrived: int
    started: int | None = None


class Simulation:
    def __init__(self, clerks, seed):
        self.now, self.queue, self.serial = 0, [], count()
        self.free, self.waiting, self.served = clerks, deque(), []
        self.random, self.longest = Random(seed), 0

    def at(self, delay, action):
        heapq.heappush(self.queue, Event(self.now + delay, next(self.serial), action))

    def run(self, until):
        while self.queue and self.queue[0].time <= until:
            event = heapq.heappop(self.queue)
            self.now = event.time
            event.action()

    def arrive(self, number):
        customer = Customer(f"c{number}", self.now)
        self.waiting.append(customer)
        self.longest = max(self.longest, len(self.waiting))
        self.serve()
        self.at(self.random.next(1, 6), lambda: self.arrive(number + 1))

    def serve(self):
        while self.free and self.waiting:
            self.free -= 1
            customer = self.waiting.popleft()
            customer.started = self.now
            self.at(self.random.next(3, 12), lambda customer=customer: self.leave(customer))

    def leave(self, customer):
        self.free += 1
        self.served.append((customer, self.now))
        self.serve()


for clerks in (1, 2, 3):
    simulation = Simulation(clerks, seed=42)
    simulation.at(0, lambda: simulation.arrive(1))
    simulation.run(until=200)
    waits = [c.started - c.arrived for c, _ in simulation.served]
    print(f"{clerks} clerks: served {len(waits)}, average wait {sum(waits) / len(waits):.2f}, longest wait {max(waits)}, longest queue {simulation.longest}")
    print([f"{c.name}@{left}" for c, left in simulation.served[:6]], simulation.served[-1][0])

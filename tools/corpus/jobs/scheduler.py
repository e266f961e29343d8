"""A priority scheduler with generators as tasks, deadlines, blocking and round robin."""

import heapq
from collections import defaultdict, deque
from itertools import count


class Task:
    serial = count(1)

    def __init__(self, name, body, priority):
        self.name, self.body, self.priority, self.number = name, body, priority, next(Task.serial)
        self.runs = 0

    def __lt__(self, other):
        return (self.priority, self.runs, self.number) < (other.priority, other.runs, other.number)


class Scheduler:
    def __init__(self):
        self.clock, self.ready, self.timers, self.channels, self.waiting = 0, [], [], defaultdict(deque), defaultdict(deque)
        self.log = []

    def spawn(self, name, body, priority=5):
        heapq.heappush(self.ready, Task(name, body, priority))

    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self.clock = max(self.clock, self.timers[0][0])
            while self.timers and self.timers[0][0] <= self.clock:
                heapq.heappush(self.ready, heapq.heappop(self.timers)[1])
            if self.ready:
                self.step(heapq.heappop(self.ready))
        return [name for name, tasks in self.waiting.items() if tasks]

    def step(self, task, value=None):
        self.clock += 1
        task.runs += 1
        try:
            request = task.body.send(value)
        except StopIteration as stop:
            self.note(task, f"finished with {stop.value}")
            return
        except Exception as error:
            self.note(task, f"failed with {error!r}")
            return
        match request:
            case None:
                heapq.heappush(self.ready, task)
            case "sleep", int(ticks):
                heapq.heappush(self.timers, (self.clock + ticks, task))
            case "put", channel, item:
                self.channels[channel].append(item)
                if self.waiting[channel]:
                    waiter = self.waiting[channel].popleft()
                    self.step(waiter, self.channels[channel].popleft())
                heapq.heappush(self.ready, task)
            case "get", channel:
                if self.channels[channel]:
                    self.step(task, self.channels[channel].popleft())
                else:
                    self.waiting[channel].append(task)
            case "spawn", name, body:
                self.spawn(name, body, task.priority)
                heapq.heappush(self.ready, task)
            case unknown:
                self.note(task, f"asked for {unknown!r}")

    def note(self, task, text):
        print(f"{self.clock:>4} {task.name:<9} {text}")


def worker(name, steps):
    for i in range(steps):
        yield
    return steps


def producer(items):
    for item in items:
        yield "sleep", 3
        yield "put", "queue", item
    yield "put", "queue", None
    return len(items)


def consumer():
    total = 0
    while (item := (yield "get", "queue")) is not None:
        total += item
    return total


def parent():
    for i in range(2):
        yield "spawn", f"child{i}", worker(f"child{i}", 1)
    yield "sleep", 20
    return "woke"


def faulty():
    yield
    raise ValueError("broken task")


scheduler = Scheduler()
scheduler.spawn("low", worker("low", 4), priority=9)
scheduler.spawn("high", worker("high", 3), priority=1)
scheduler.spawn("producer", producer([10, 20, 30]))
scheduler.spawn("consumer", consumer())
scheduler.spawn("parent", parent())
scheduler.spawn("faulty", faulty())
scheduler.spawn("odd", iter_ if (iter_ := (x for x in ["strange"])) else None)
scheduler.spawn("stuck", (x for x in [("get", "never")]))
print("still waiting on", scheduler.run(), "at", scheduler.clock)

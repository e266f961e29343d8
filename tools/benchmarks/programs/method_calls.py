"""Objects and method calls: a small operating system in the manner of Richards."""

from time import perf_counter


class Packet:
    def __init__(self, kind, target, data):
        self.kind, self.target, self.data, self.link = kind, target, data, None


class Task:
    def __init__(self, number, scheduler, priority):
        self.number, self.scheduler, self.priority = number, scheduler, priority
        self.queue, self.waiting, self.runs = None, False, 0

    def append(self, packet):
        packet.link = None
        if self.queue is None:
            self.queue = packet
        else:
            last = self.queue
            while last.link is not None:
                last = last.link
            last.link = packet

    def take(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
            packet.link = None
        return packet

    def ready(self):
        return not self.waiting or self.queue is not None

    def step(self):
        self.runs += 1
        self.run(self.take())


class Idle(Task):
    def __init__(self, number, scheduler, count):
        super().__init__(number, scheduler, 0)
        self.count, self.control = count, 1

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            self.scheduler.stop()
        elif self.control & 1:
            self.control = self.control // 2 ^ 0xD008
            self.scheduler.release(5)
        else:
            self.control //= 2
            self.scheduler.release(4)


class Worker(Task):
    def __init__(self, number, scheduler, priority):
        super().__init__(number, scheduler, priority)
        self.destination, self.letter = 2, 0

    def run(self, packet):
        if packet is None:
            self.waiting = True
            return
        self.destination = 3 if self.destination == 2 else 2
        packet.target = self.number
        for i in range(4):
            self.letter = self.letter % 26 + 1
            packet.data[i] = self.letter
        self.scheduler.send(self.destination, packet)


class Handler(Task):
    def __init__(self, number, scheduler, priority):
        super().__init__(number, scheduler, priority)
        self.handled = 0

    def run(self, packet):
        if packet is None:
            self.waiting = True
            return
        self.handled += sum(packet.data)
        self.scheduler.send(1, packet)


class Device(Task):
    def __init__(self, number, scheduler, priority):
        super().__init__(number, scheduler, priority)
        self.released = 0

    def run(self, packet):
        self.released += 1
        self.waiting = True


class Scheduler:
    def __init__(self, count):
        self.tasks = [Idle(0, self, count), Worker(1, self, 10), Handler(2, self, 20), Handler(3, self, 20), Device(4, self, 50), Device(5, self, 50)]
        self.sent = 0
        self.running = True

    def send(self, number, packet):
        self.sent += 1
        task = self.tasks[number]
        task.waiting = False
        task.append(packet)

    def release(self, number):
        self.tasks[number].waiting = False
        if self.sent < 4 * number:
            self.send(1, Packet("work", 1, [0, 0, 0, 0]))

    def stop(self):
        self.running = False

    def run(self):
        while self.running:
            best = self.tasks[0]
            for task in self.tasks:
                if task.ready() and task.priority > best.priority:
                    best = task
            best.step()
            if best.priority in (10, 20) and best.runs % 3 == 0:
                self.tasks[0].step()


start = perf_counter()
scheduler = Scheduler(40_000)
scheduler.run()
print([task.runs for task in scheduler.tasks], scheduler.sent, scheduler.tasks[2].handled)
print("seconds:", perf_counter() - start)

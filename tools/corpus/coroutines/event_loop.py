"""A small event loop: tasks, sleeping, queues, cancellation."""

import heapq
from collections import deque


class Loop:
    def __init__(self):
        self.time, self.ready, self.sleeping, self.serial = 0, deque(), [], 0

    def spawn(self, coroutine):
        task = Task(coroutine)
        self.ready.append((task, None))
        return task

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.time, _, task = heapq.heappop(self.sleeping)
                self.ready.append((task, None))
            task, value = self.ready.popleft()
            self.step(task, value)

    def step(self, task, value):
        try:
            request = task.coroutine.throw(task.cancelled) if task.cancelled else task.coroutine.send(value)
        except StopIteration as stop:
            self.finish(task, stop.value)
        except Cancelled:
            self.finish(task, "cancelled")
        else:
            request(self, task)

    def finish(self, task, result):
        task.done, task.result = True, result
        for waiter in task.waiters:
            self.ready.append((waiter, result))


class Cancelled(Exception):
    pass


class Task:
    def __init__(self, coroutine):
        self.coroutine, self.done, self.result, self.waiters, self.cancelled = coroutine, False, None, [], None

    def cancel(self):
        self.cancelled = Cancelled()

    def __await__(self):
        if not self.done:
            return (yield lambda loop, task: self.waiters.append(task))
        return self.result


class sleep:
    def __init__(self, delay):
        self.delay = delay

    def __await__(self):
        def request(loop, task):
            loop.serial += 1
            heapq.heappush(loop.sleeping, (loop.time + self.delay, loop.serial, task))

        yield request


class Queue:
    def __init__(self):
        self.items, self.getters = deque(), deque()

    def put(self, item):
        if self.getters:
            loop.ready.append((self.getters.popleft(), item))
        else:
            self.items.append(item)

    def get(self):
        return Get(self)


class Get:
    def __init__(self, queue):
        self.queue = queue

    def __await__(self):
        if self.queue.items:
            return self.queue.items.popleft()
        return (yield lambda loop, task: self.queue.getters.append(task))


def log(*words):
    print(f"[{loop.time:>3}]", *words)


async def producer(queue, n):
    for i in range(n):
        await sleep(10)
        log("put", i)
        queue.put(i)
    queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        log("got", item)
        await sleep(3)
        total += item
    return total


async def forever():
    try:
        while True:
            await sleep(7)
            log("tick")
    finally:
        log("stopping")


async def main():
    queue = Queue()
    loop.spawn(producer(queue, 3))
    ticker = loop.spawn(forever())
    total = await loop.spawn(consumer(queue))
    log("total", total)
    ticker.cancel()
    log("ticker", await ticker)
    return "finished"


loop = Loop()
task = loop.spawn(main())
loop.run()
print(task.result, loop.time)

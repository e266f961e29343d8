"""Threads: starting, waiting for each other, sharing, and what each has for itself."""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def joined(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# Each does its part, whoever comes first.
done = []


def work(name):
    for step in range(3):
        done.append((name, step))
        time.sleep(0.001)


joined([threading.Thread(target=work, args=(name,)) for name in "abc"])
print(sorted(done), threading.active_count())

# A queue that is full, a queue that is empty.
numbers = queue.Queue(2)


def produce():
    for number in range(10):
        numbers.put(number)
    numbers.put(None)


threading.Thread(target=produce).start()
received = []
while (number := numbers.get()) is not None:
    received.append(number)
print(received)

# A lock that all of them want.
count = 0
lock = threading.Lock()


def increment():
    global count
    for _ in range(5000):
        with lock:
            count += 1


joined([threading.Thread(target=increment) for _ in range(4)])
print(count)

# Nobody gives way of their own will.
flag = False


def set_flag():
    global flag
    for _ in range(1000):
        pass
    flag = True


threading.Thread(target=set_flag).start()
while not flag:
    pass
print("seen")

# Thread-local data.
local = threading.local()
local.value = "main"


def look():
    before = hasattr(local, "value")
    local.value = "other"
    print(before, local.value)


joined([threading.Thread(target=look)])
print(local.value, vars(local))


class Initialized(threading.local):
    def __init__(self, start):
        self.total = start


initialized = Initialized(5)
initialized.total += 1
joined([threading.Thread(target=lambda: print(initialized.total))])
print(initialized.total)

# Barriers, events, timers, conditions.
barrier = threading.Barrier(3)
positions = []
joined([threading.Thread(target=lambda: positions.append(barrier.wait())) for _ in range(3)])
print(sorted(positions))

event = threading.Event()
print(event.wait(0.001))
threading.Timer(0.005, event.set).start()
print(event.wait(10), event.is_set())

condition = threading.Condition()
items = []


def consume():
    with condition:
        condition.wait_for(lambda: len(items) == 3)
        print("consumed", items)


consumer = threading.Thread(target=consume)
consumer.start()
for item in range(3):
    with condition:
        items.append(item)
        condition.notify_all()
consumer.join()

# A lock that is held; one that its holder may take again.
lock.acquire()
print(lock.acquire(timeout=0.001), lock.acquire(blocking=False), lock.locked())
lock.release()
again = threading.RLock()
with again, again:
    print(again._is_owned())
try:
    again.release()
except RuntimeError as error:
    print(error)

# What ends a thread.
ended = []
threading.excepthook = lambda args: ended.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))


def fail():
    raise ValueError("no")


joined([threading.Thread(target=fail, name="failing"), threading.Thread(target=exit, name="leaving")])
print(ended)

# Waiting where native code calls back.
print(sorted([3, 1, 2], key=lambda value: (time.sleep(0.0005), value)[1]))

with ThreadPoolExecutor(3) as executor:
    print(list(executor.map(lambda value: value * value, range(6))))
    future = executor.submit(int, "x")
    print(repr(future.exception()))

try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)
print(threading.current_thread() is threading.main_thread())

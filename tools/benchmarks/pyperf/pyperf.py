"""The part of the `pyperf` package that pyperformance's programs use, for one process without statistics.

A benchmark is run for a while so that the interpreter is warm, then a few values are taken. Each is printed
as a line `name: seconds for one loop`, the median; behind it a digest of what the function answered, where
that is the same in every process. PYPERF_WARMUP and PYPERF_VALUES say how long and how many; PYPERF_CLOCK names
another clock of `time`: `process_time`, on a machine that has other things to do.
"""

import argparse
import os
import sys
import time
from hashlib import sha1

perf_counter = getattr(time, os.environ.get("PYPERF_CLOCK", "perf_counter"))

WARMUP = float(os.environ.get("PYPERF_WARMUP", "2"))
VALUES = int(os.environ.get("PYPERF_VALUES", "5"))
SHORTEST_VALUE = 0.1


def python_implementation():
    return sys.implementation.name


class Runner:
    def __init__(self, add_cmdline_args=None, **settings):
        self.metadata = {}
        self.argparser = argparse.ArgumentParser()
        self.args = None

    def parse_args(self, args=None):
        if self.args is None:
            self.args = self.argparser.parse_args(args)
        return self.args

    def bench_func(self, name, func, *args, inner_loops=1, **settings):
        answer = None

        def time_func(loops):
            nonlocal answer
            start = perf_counter()
            for _ in range(loops):
                answer = func(*args)
            return perf_counter() - start

        self.measure(name, time_func, inner_loops)
        print_digest(name, answer)

    def bench_time_func(self, name, time_func, *args, inner_loops=1, **settings):
        self.measure(name, lambda loops: time_func(loops, *args), inner_loops)

    def bench_async_func(self, name, func, *args, inner_loops=1, loop_factory=None, **settings):
        import asyncio

        async def time_func(loops):
            start = perf_counter()
            for _ in range(loops):
                await func(*args)
            return perf_counter() - start

        def run(loops):
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                return runner.run(time_func(loops))

        self.measure(name, run, inner_loops)

    def measure(self, name, time_func, inner_loops):
        self.parse_args()
        loops = 1
        spent = taken = time_func(loops)
        while spent < WARMUP:
            if taken < SHORTEST_VALUE:
                loops *= 2
            taken = time_func(loops)
            spent += taken
        values = sorted(time_func(loops) for _ in range(VALUES))
        print(f"{name}: {values[VALUES // 2] / loops / inner_loops:.9f}", flush=True)


def print_digest(name, answer):
    text = repr(answer)
    if " at 0x" not in text:
        print(f"{name} answers {sha1(text.encode('utf-8', 'backslashreplace')).hexdigest()[:12]}", flush=True)

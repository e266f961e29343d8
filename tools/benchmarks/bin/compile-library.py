"""
Compiles every file of a folder: `compile-library.py FOLDER` once, and again for each line on standard input.

Each time the answer is a line with the seconds of processor time; the first counts from the start of the process.
"""

import os
import sys
import time
import warnings

warnings.simplefilter("ignore")
start = 0
sources = []
for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        sources.append(file.read())
while True:
    for source in sources:
        compile(source, "library.py", "exec", dont_inherit=True)
    print(time.process_time() - start, flush=True)
    if not sys.stdin.readline():
        break
    start = time.process_time()

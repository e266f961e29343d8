"""A large module compiled at its import. What it imports is there already."""
import argparse, os, shutil, sys, tempfile
from time import perf_counter

folder = tempfile.mkdtemp()
with open(os.path.join(folder, "example.py"), "w") as file:
    file.write(argparse.__loader__.get_source("argparse"))
sys.path.insert(0, folder)
sys.dont_write_bytecode = True

start = perf_counter()
import example
end = perf_counter()

shutil.rmtree(folder)
print(example.ArgumentParser.__name__)
print("seconds:", end - start)

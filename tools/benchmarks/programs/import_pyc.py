"""The module of import_source.py from its .pyc file."""
import argparse, os, py_compile, shutil, sys, tempfile
from time import perf_counter

folder = tempfile.mkdtemp()
path = os.path.join(folder, "example.py")
with open(path, "w") as file:
    file.write(argparse.__loader__.get_source("argparse"))
py_compile.compile(path, doraise=True)
sys.path.insert(0, folder)

start = perf_counter()
import example
end = perf_counter()

shutil.rmtree(folder)
print(example.ArgumentParser.__name__)
print("seconds:", end - start)

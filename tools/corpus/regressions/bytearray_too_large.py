"""More memory than there is."""
import sys

data = bytearray(b"abc")
try:
    data.resize(sys.maxsize)
except MemoryError:
    print("MemoryError", data)
data.resize(5)
print(data)

from time import perf_counter

start = perf_counter()
import asyncio, dataclasses, json, re, typing
end = perf_counter()

print(*(module.__name__ for module in (asyncio, dataclasses, json, re, typing)))
print("seconds:", end - start)

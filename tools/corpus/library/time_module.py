"""time: clocks move forward; calendar functions on fixed moments."""

import time

a, b = time.time(), time.monotonic()
c = time.perf_counter()
time.sleep(0.01)
print(time.time() >= a, time.monotonic() > b, time.perf_counter() - c >= 0.009, isinstance(time.time_ns(), int), time.process_time() >= 0, time.time() > 1.7e9)
moment = time.gmtime(86400 * 365)
print(moment, moment.tm_year, moment[1], tuple(moment), time.asctime(moment), time.strftime("%Y-%m-%d %H:%M:%S %j %a %A %b %B %y %% %I %p %w", moment))
print(time.gmtime(0)[:6], time.gmtime(1e9).tm_yday, time.strftime("%d/%m/%Y", (2024, 2, 29, 12, 30, 0, 3, 60, 0)), time.asctime((2024, 2, 29, 12, 30, 5, 3, 60, 0)), time.struct_time(range(9)).tm_hour)
local = time.localtime(1700000000)
print(time.mktime(local) == 1700000000, isinstance(time.timezone, int), len(time.tzname), isinstance(time.daylight, int))
print(time.strptime("2024-02-29 23:59", "%Y-%m-%d %H:%M")[:6], time.strptime("Mar 5 1999", "%b %d %Y").tm_yday)
for bad in [lambda: time.sleep(-1), lambda: time.strptime("nope", "%Y"), lambda: time.gmtime("a"), lambda: time.strftime(5), lambda: time.asctime((1, 2))]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)

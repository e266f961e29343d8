"""More than 255 constants, names, locals and a long jump: EXTENDED_ARG."""

source = ["def big(start):", "    total = start", "    while total >= 0:"]
for i in range(300):
    source.append(f"        v{i} = total + {i * 1000 + 7}.5 if total % 2 else name{i}")
source += ["        total = v299 - v0 - 1", "        if total < 10 ** 9:", "            break", "    else:", "        return 'else'", "    return total, " + " + ".join(f"v{i}" for i in range(0, 300, 50))]
scope = {f"name{i}": i for i in range(300)}
exec("\n".join(source), scope)
print(scope["big"](3), scope["big"](4), scope["big"].__code__.co_nlocals, len(scope["big"].__code__.co_consts) > 255)
call = "dict(" + ", ".join(f"k{i}={i}" for i in range(300)) + ")"
print(sum(eval(call).values()), len(eval("[" + "1, " * 1000 + "]")), eval("+".join(["1"] * 500)), len(eval("(" + "'x', " * 300 + ")")), sum(eval("{" + ", ".join(f"{i}: {i}" for i in range(300)) + "}").values()))
nested = "x"
for i in range(60):
    nested = f"({nested} + {i})"
print(eval(nested, {"x": 1}), eval("[" * 50 + "]" * 50) != [])
parameters = ", ".join(f"p{i}" for i in range(260))
exec(f"def many({parameters}, *rest): return p0 + p259 + len(rest)", scope)
print(scope["many"](*range(265)))
chain = "\n".join(f"{'if' if i == 0 else 'elif'} n == {i}: r = {i * i}" for i in range(300))
exec(f"def pick(n):\n r = None\n" + "\n".join(" " + line for line in chain.splitlines()) + "\n return r", scope)
print(scope["pick"](0), scope["pick"](299), scope["pick"](1000))

"""marshal: values of every type, circles, what is shared, and what is refused."""
import io
import marshal

for version in range(6):
    for value in [None, True, 5, -(2**40), 2**100, 1.5, 2j, "text", "é", b"bytes", (1, (2, "x")), [1, [2]], {"k": (1,)}, {7}]:
        read = marshal.loads(marshal.dumps(value, version))
        assert read == value and type(read) is type(value), (version, value, read)

circle = [1]
circle.append(circle)
read = marshal.loads(marshal.dumps(circle))
print(read[1] is read)

pair = ("shared text", ["inside"])
first, second = marshal.loads(marshal.dumps([pair, pair]))
print(first is second, first)


def outcome(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for data in [b"", b"i\1", b"?", b"s\xff\xff\xff\xff", b"{N0", b"[\1\0\0\x000", b"l\1\0\0\0\0\x80", b"u\1\0\0\0\xff", b"l\0\0\0\x80"]:
    print(data, outcome(lambda: marshal.loads(data)), outcome(lambda: marshal.load(io.BytesIO(data))), sep="\n  ")

code = compile("answer = 6 * 7", "program", "exec")
print(outcome(lambda: marshal.dumps(code, allow_code=False)))
print(outcome(lambda: marshal.loads(marshal.dumps(code), allow_code=False)))
namespace = {}
exec(marshal.loads(marshal.dumps(code)), namespace)
print(namespace["answer"])


"""json: dumps with all options, loads with hooks, errors, custom encoders."""

import io
import json

value = {"text": "é \"q\" \n \u2028 😀", "numbers": [0, -1, 1.5, 1e100, 12345678901234567890, 0.1], "flags": [True, False, None], "empty": [{}, [], ""], "nested": {"b": {"a": [1, [2]]}}, 1: "int key", None: "none key", True: "bool", 2.5: "float"}
print(json.dumps(value))
print(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
print(json.dumps({"b": 1, "a": [1, {"c": 2}], "z": {}}, indent=2, sort_keys=True))
print(json.dumps([1, [2, 3]], indent="\t"), json.dumps("s"), json.dumps(None), json.dumps((1, 2)), json.dumps(float("nan")), json.dumps([float("inf"), -float("inf")]), json.dumps("\x00\x1f\x7f/</"), json.dumps("\ud800"))
text = '{"a": [1, 2.5, -3e2, true, false, null, "\\u00e9\\n\\ud83d\\ude00"], "a": "last wins", "": {}, "big": 123456789012345678901, "x": NaN}'
print(json.loads(text), json.loads(" [1 , 2 ] "), json.loads("5"), json.loads('"s"'), json.loads(b'{"k": "\xc3\xa9"}'), json.loads("[]"), json.loads("-0.0"), json.loads("1E5"))
print(json.loads(json.dumps({"k": [1, {"x": None}]})) == {"k": [1, {"x": None}]}, json.loads(text, object_pairs_hook=lambda pairs: len(pairs)), json.loads('{"re": 1, "im": 2}', object_hook=lambda d: complex(d["re"], d["im"])), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: s + "!"))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"point": [o.x, o.y]}
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        return super().default(o)


print(json.dumps([Point(1, 2), {3, 1, 2}], cls=Encoder), json.dumps(Point(3, 4), default=vars), "".join(Encoder().iterencode({"p": Point(0, 0)})), Encoder(indent=1).encode([{1}]))
out = io.StringIO()
json.dump({"file": [1]}, out)
print(out.getvalue(), json.load(io.StringIO('{"from": "file"}')), json.JSONDecoder().raw_decode('{"a": 1} rest'))
for bad in ["", "{", "[1,]", '{"a" 1}', "{'a': 1}", "[1 2]", "nul", '"\\x"', '"abc', "01", "1 2", '{"a": }', "[", '"\n"', "{,}", "-", "1.", '["\\ud8"]', '{"a": 1,}']:
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(repr(bad), "->", error, (error.msg, error.lineno, error.colno, error.pos))
cyclic = []
cyclic.append(cyclic)
for bad in [lambda: json.dumps(cyclic), lambda: json.dumps(Point(1, 2)), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.loads(5), lambda: json.dumps(b"x"), lambda: json.dumps([1, {"deep": [object]}])]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", ""))
print(json.dumps({(1, 2): 3, "k": 1}, skipkeys=True))

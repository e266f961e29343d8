"""A JSON parser and serializer written by hand."""


class JSONError(ValueError):
    def __init__(self, message, position):
        super().__init__(f"{message} at {position}")
        self.position = position


class Parser:
    ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

    def __init__(self, text):
        self.text, self.position = text, 0

    def parse(self):
        value = self.value()
        self.skip()
        if self.position != len(self.text):
            raise JSONError("extra data", self.position)
        return value

    def skip(self):
        while self.position < len(self.text) and self.text[self.position] in " \t\r\n":
            self.position += 1

    def peek(self):
        self.skip()
        return self.text[self.position] if self.position < len(self.text) else ""

    def expect(self, token):
        if not self.text.startswith(token, self.position):
            raise JSONError(f"expected {token!r}", self.position)
        self.position += len(token)

    def value(self):
        match self.peek():
            case "{":
                return self.object()
            case "[":
                return self.array()
            case '"':
                return self.string()
            case "t":
                return self.literal("true", True)
            case "f":
                return self.literal("false", False)
            case "n":
                return self.literal("null", None)
            case c if c == "-" or c.isdigit():
                return self.number()
            case _:
                raise JSONError("unexpected character", self.position)

    def literal(self, token, value):
        self.expect(token)
        return value

    def object(self):
        result = {}
        self.expect("{")
        if self.peek() == "}":
            self.position += 1
            return result
        while True:
            if self.peek() != '"':
                raise JSONError("expected a key", self.position)
            key = self.string()
            self.skip()
            self.expect(":")
            result[key] = self.value()
            if self.peek() == ",":
                self.position += 1
                continue
            self.expect("}")
            return result

    def array(self):
        result = []
        self.expect("[")
        if self.peek() == "]":
            self.position += 1
            return result
        while True:
            result.append(self.value())
            if self.peek() == ",":
                self.position += 1
                continue
            self.expect("]")
            return result

    def string(self):
        self.expect('"')
        parts = []
        while True:
            if self.position >= len(self.text):
                raise JSONError("unterminated string", self.position)
            c = self.text[self.position]
            self.position += 1
            if c == '"':
                return "".join(parts)
            if c != "\\":
                parts.append(c)
                continue
            escape = self.text[self.position]
            self.position += 1
            if escape == "u":
                parts.append(chr(int(self.text[self.position:self.position + 4], 16)))
                self.position += 4
            elif escape in self.ESCAPES:
                parts.append(self.ESCAPES[escape])
            else:
                raise JSONError("bad escape", self.position)

    def number(self):
        start = self.position
        while self.position < len(self.text) and self.text[self.position] in "+-0123456789.eE":
            self.position += 1
        text = self.text[start:self.position]
        try:
            return float(text) if any(c in ".eE" for c in text) else int(text)
        except ValueError:
            raise JSONError("bad number", start) from None


def dump(value, indent=0):
    pad = "  " * (indent + 1)
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case str():
            return '"' + "".join("\\" + c if c in '"\\' else c if c >= " " else f"\\u{ord(c):04x}" for c in value) + '"'
        case [] | {} if not value:
            return "[]" if isinstance(value, list) else "{}"
        case list():
            return "[\n" + ",\n".join(pad + dump(v, indent + 1) for v in value) + "\n" + pad[2:] + "]"
        case dict():
            return "{\n" + ",\n".join(f"{pad}{dump(k)}: {dump(v, indent + 1)}" for k, v in value.items()) + "\n" + pad[2:] + "}"


text = r'''
{"name": "pyvm", "tags": ["a", "b\n\"quoted\"", "\u00e9\u6f22"], "nested": {"deep": [[], {}, [1, -2, 3.5, 1e3, 12345678901234567890]]},
 "yes": true, "no": false, "nothing": null, "": 0}
'''
value = Parser(text).parse()
print(value)
printed = dump(value)
print(printed)
print(Parser(printed).parse() == value)
for bad in ["", "{", "[1,]", '{"a" 1}', "tru", '"abc', "[1 2]", "1 2", "-", '{1: 2}', '"\\x"', "[1e]"]:
    try:
        print(Parser(bad).parse())
    except JSONError as error:
        print(repr(bad), "->", error, error.position)

"""A tokenizer and a Pratt parser for arithmetic, with an evaluator and a printer."""

import re
from dataclasses import dataclass

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>\*\*|[-+*/%()=,<>!]=?)|(?P<bad>.))")


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    position: int


def tokenize(source):
    for match in TOKEN.finditer(source):
        kind = match.lastgroup
        if kind == "bad":
            raise SyntaxError(f"unexpected {match['bad']!r} at {match.start('bad')}")
        if kind:
            yield Token(kind, match[kind], match.start(kind))
    yield Token("end", "", len(source))


POWER = {"=": (2, 1), "<": (3, 4), ">": (3, 4), "==": (3, 4), "+": (5, 6), "-": (5, 6), "*": (7, 8), "/": (7, 8), "%": (7, 8), "**": (12, 11)}


class Parser:
    def __init__(self, source):
        self.tokens = list(tokenize(source))
        self.index = 0

    @property
    def token(self):
        return self.tokens[self.index]

    def advance(self):
        self.index += 1
        return self.tokens[self.index - 1]

    def expect(self, text):
        if self.token.text != text:
            raise SyntaxError(f"expected {text!r}, got {self.token.text!r} at {self.token.position}")
        return self.advance()

    def parse(self):
        tree = self.expression(0)
        if self.token.kind != "end":
            raise SyntaxError(f"trailing {self.token.text!r}")
        return tree

    def expression(self, minimum):
        token = self.advance()
        match token:
            case Token("number", text):
                left = ("num", float(text) if "." in text else int(text))
            case Token("name", name):
                left = ("var", name)
                if self.token.text == "(":
                    self.advance()
                    arguments = []
                    while self.token.text != ")":
                        arguments.append(self.expression(0))
                        if self.token.text == ",":
                            self.advance()
                    self.expect(")")
                    left = ("call", name, arguments)
            case Token("op", "-"):
                left = ("neg", self.expression(9))
            case Token("op", "("):
                left = self.expression(0)
                self.expect(")")
            case _:
                raise SyntaxError(f"unexpected {token.text or 'end'!r} at {token.position}")
        while (power := POWER.get(self.token.text)) and power[0] >= minimum:
            operator = self.advance().text
            left = ("bin", operator, left, self.expression(power[1]))
        return left


def evaluate(tree, scope):
    match tree:
        case ("num", n):
            return n
        case ("var", name):
            return scope[name]
        case ("neg", inner):
            return -evaluate(inner, scope)
        case ("bin", "=", ("var", name), value):
            scope[name] = result = evaluate(value, scope)
            return result
        case ("bin", op, left, right):
            a, b = evaluate(left, scope), evaluate(right, scope)
            return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "%": lambda: a % b,
                    "**": lambda: a**b, "<": lambda: a < b, ">": lambda: a > b, "==": lambda: a == b}[op]()
        case ("call", name, arguments):
            return scope[name](*[evaluate(a, scope) for a in arguments])


def show(tree):
    match tree:
        case ("num" | "var", x):
            return str(x)
        case ("neg", inner):
            return f"(-{show(inner)})"
        case ("bin", op, a, b):
            return f"({show(a)} {op} {show(b)})"
        case ("call", name, arguments):
            return f"{name}({', '.join(map(show, arguments))})"


scope = {"max": max, "abs": abs, "pi": 3.14159}
for line in ["1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "x = y = 10 % 4", "x * pi", "max(1, x + 5, 3) - abs(-2)", "1 < 2", "10 / 4 - 1", "1 - 2 - 3", "", "1 +", "(1", "2 $ 3", "f(1)", "1 / 0", "1 2"]:
    try:
        tree = Parser(line).parse()
        print(f"{line:<28} {show(tree):<36} {evaluate(tree, scope)}")
    except (SyntaxError, ZeroDivisionError, KeyError) as error:
        print(f"{line:<28} {type(error).__name__}: {error}")

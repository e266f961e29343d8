"""A regular expression engine: parser to NFA to simulation."""

from dataclasses import dataclass


@dataclass(eq=False)
class State:
    test: object = None
    out: object = None
    other: object = None
    final: bool = False


class Compiler:
    def __init__(self, pattern):
        self.pattern, self.i = pattern, 0

    def peek(self):
        return self.pattern[self.i] if self.i < len(self.pattern) else None

    def take(self):
        self.i += 1
        return self.pattern[self.i - 1]

    def compile(self):
        build = self.alternatives()
        if self.peek() is not None:
            raise ValueError(f"unbalanced ) in {self.pattern!r}")
        return build(State(final=True))

    def alternatives(self):
        options = [self.sequence()]
        while self.peek() == "|":
            self.take()
            options.append(self.sequence())

        def build(then):
            start = options[0](then)
            for option in options[1:]:
                start = State(out=start, other=option(then))
            return start

        return build

    def sequence(self):
        parts = []
        while self.peek() not in (None, "|", ")"):
            parts.append(self.repeated())

        def build(then):
            for part in reversed(parts):
                then = part(then)
            return then

        return build

    def repeated(self):
        atom = self.atom()
        while self.peek() in ("*", "+", "?"):
            atom = getattr(self, {"*": "star", "+": "plus", "?": "optional"}[self.take()])(atom)
        return atom

    def star(self, atom):
        def build(then):
            loop = State(other=then)
            loop.out = atom(loop)
            return loop

        return build

    def plus(self, atom):
        return lambda then: atom(self.star(atom)(then))

    def optional(self, atom):
        return lambda then: State(out=atom(then), other=then)

    def atom(self):
        c = self.take()
        if c == "(":
            inner = self.alternatives()
            if self.peek() != ")":
                raise ValueError(f"missing ) in {self.pattern!r}")
            self.take()
            return inner
        if c in "*+?":
            raise ValueError(f"nothing to repeat in {self.pattern!r}")
        if c == "[":
            test = self.char_class()
        elif c == ".":
            test = lambda x: True
        elif c == "\\":
            kind = self.take()
            test = {"d": str.isdigit, "w": lambda x: x.isalnum() or x == "_", "s": str.isspace}.get(kind, lambda x: x == kind)
        else:
            test = lambda x: x == c
        return lambda then: State(test=test, out=then)

    def char_class(self):
        negated = self.peek() == "^"
        if negated:
            self.take()
        ranges = []
        while (c := self.take()) != "]":
            if self.peek() == "-" and self.pattern[self.i + 1] != "]":
                self.take()
                ranges.append((c, self.take()))
            else:
                ranges.append((c, c))
        return lambda x: any(low <= x <= high for low, high in ranges) != negated


def follow(state, found):
    if state is None or state in found:
        return
    found.append(state)
    if state.test is None:
        follow(state.out, found)
        follow(state.other, found)


def match(pattern, text):
    states = []
    follow(Compiler(pattern).compile(), states)
    best = 0 if any(s.final for s in states) else None
    for position, c in enumerate(text, 1):
        following = []
        for state in states:
            if state.test and state.test(c):
                follow(state.out, following)
        states = following
        if any(s.final for s in states):
            best = position
        if not states:
            break
    return None if best is None else text[:best]


for pattern, texts in {"a*b": ["aaab", "b", "aac"], "(ab|c)+d?": ["abcabd", "cc", "xd"], r"[a-c]+\d\d": ["abc12", "d12", "a1"], ".*x": ["aaxbbxcc", "no"], "[^0-9]+": ["abc1", "1"],
                       "(a|ab)(c|bcd)(d*)": ["abcd"], "": ["anything"], r"\w+\s\w+": ["two words here"], "(a?)(a?)(a?)aaa": ["aaa", "aaaaaa"], "x(y(z|w)*)?": ["xyzwz", "x"]}.items():
    print(f"{pattern!r:>22}", [match(pattern, text) for text in texts])
print(match("(a*)*b", "a" * 30), match("a?" * 15 + "a" * 15, "a" * 15) == "a" * 15)
for bad in ["(a", "a)", "*a", "a|*"]:
    try:
        match(bad, "a")
    except ValueError as error:
        print(error)

"""An interpreter for a small language with functions, loops and closures."""

import re


class Return(Exception):
    def __init__(self, value):
        self.value = value


class Function:
    def __init__(self, name, parameters, body, scope):
        self.name, self.parameters, self.body, self.scope = name, parameters, body, scope

    def __call__(self, *values):
        if len(values) != len(self.parameters):
            raise TypeError(f"{self.name} takes {len(self.parameters)} values, got {len(values)}")
        try:
            run(self.body, Scope(self.scope, dict(zip(self.parameters, values))))
        except Return as result:
            return result.value


class Scope:
    def __init__(self, parent=None, names=None):
        self.parent, self.names = parent, names or {}

    def find(self, name):
        scope = self
        while scope:
            if name in scope.names:
                return scope
            scope = scope.parent
        raise NameError(f"unknown name {name}")


TOKEN = re.compile(r"\s*(?:(\d+)|(\w+)|\"([^\"]*)\"|(==|<=|>=|!=|[-+*/%<>=(){},;]))")


def tokenize(source):
    position, tokens = 0, []
    source = source.rstrip()
    while position < len(source):
        match = TOKEN.match(source, position)
        if not match:
            raise SyntaxError(f"bad character {source[position]!r}")
        number, word, string, symbol = match.groups()
        tokens.append(("number", int(number)) if number else ("word", word) if word else ("symbol", symbol) if symbol else ("string", string))
        position = match.end()
    return tokens + [("end", None)]


class Parser:
    LEVELS = [("==", "!=", "<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%")]

    def __init__(self, tokens):
        self.tokens, self.i = tokens, 0

    def at(self, value):
        return self.tokens[self.i][1] == value and self.tokens[self.i][0] in ("symbol", "word")

    def accept(self, value):
        if self.at(value):
            self.i += 1
            return True
        return False

    def expect(self, value):
        if not self.accept(value):
            raise SyntaxError(f"expected {value}, found {self.tokens[self.i][1]}")

    def name(self):
        kind, value = self.tokens[self.i]
        if kind != "word":
            raise SyntaxError(f"expected a name, found {value}")
        self.i += 1
        return value

    def program(self):
        statements = []
        while self.tokens[self.i][0] != "end":
            statements.append(self.statement())
        return statements

    def block(self):
        self.expect("{")
        statements = []
        while not self.accept("}"):
            statements.append(self.statement())
        return statements

    def statement(self):
        if self.accept("if"):
            condition, then = self.expression(), self.block()
            return "if", condition, then, self.block() if self.accept("else") else []
        if self.accept("while"):
            return "while", self.expression(), self.block()
        if self.accept("fun"):
            name = self.name()
            return "fun", name, self.parameters(), self.block()
        if self.accept("return"):
            value = self.expression()
            self.expect(";")
            return "return", value
        if self.accept("print"):
            value = self.expression()
            self.expect(";")
            return "print", value
        if self.accept("let"):
            name = self.name()
            self.expect("=")
            value = self.expression()
            self.expect(";")
            return "let", name, value
        value = self.expression()
        if value[0] == "name" and self.accept("="):
            value = ("set", value[1], self.expression())
        self.expect(";")
        return "do", value

    def parameters(self):
        self.expect("(")
        names = []
        while not self.accept(")"):
            names.append(self.name())
            self.accept(",")
        return names

    def expression(self, level=0):
        if level == len(self.LEVELS):
            return self.call()
        left = self.expression(level + 1)
        while self.tokens[self.i][0] == "symbol" and self.tokens[self.i][1] in self.LEVELS[level]:
            operator = self.tokens[self.i][1]
            self.i += 1
            left = ("binary", operator, left, self.expression(level + 1))
        return left

    def call(self):
        value = self.atom()
        while self.accept("("):
            arguments = []
            while not self.accept(")"):
                arguments.append(self.expression())
                self.accept(",")
            value = ("call", value, arguments)
        return value

    def atom(self):
        kind, value = self.tokens[self.i]
        self.i += 1
        if kind in ("number", "string"):
            return "value", value
        if value == "fun":
            return "lambda", self.parameters(), self.block()
        if kind == "word":
            return "name", value
        if value == "(":
            inner = self.expression()
            self.expect(")")
            return inner
        if value == "-":
            return "binary", "-", ("value", 0), self.atom()
        raise SyntaxError(f"unexpected {value}")


OPERATORS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a // b, "%": lambda a, b: a % b,
             "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b}


def evaluate(node, scope):
    match node:
        case "value", value:
            return value
        case "name", name:
            return scope.find(name).names[name]
        case "set", name, value:
            scope.find(name).names[name] = evaluate(value, scope)
        case "binary", operator, left, right:
            return OPERATORS[operator](evaluate(left, scope), evaluate(right, scope))
        case "call", function, arguments:
            return evaluate(function, scope)(*[evaluate(a, scope) for a in arguments])
        case "lambda", parameters, body:
            return Function("lambda", parameters, body, scope)


def run(statements, scope):
    for statement in statements:
        match statement:
            case "let", name, value:
                scope.names[name] = evaluate(value, scope)
            case "do", value:
                evaluate(value, scope)
            case "print", value:
                print("out:", evaluate(value, scope))
            case "if", condition, then, otherwise:
                run(then if evaluate(condition, scope) else otherwise, Scope(scope))
            case "while", condition, body:
                while evaluate(condition, scope):
                    run(body, Scope(scope))
            case "fun", name, parameters, body:
                scope.names[name] = Function(name, parameters, body, scope)
            case "return", value:
                raise Return(evaluate(value, scope))


def execute(source):
    try:
        run(Parser(tokenize(source)).program(), Scope(names={"len": len, "str": str}))
    except Exception as error:
        print(type(error).__name__, error)


execute("""
fun fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }
print fib(15);
let i = 0; let total = 0;
while i < 10 { if i % 2 == 0 { total = total + i; } i = i + 1; }
print total;
fun counter() { let n = 0; return fun() { n = n + 1; return n; }; }
let c = counter(); c(); c(); print c();
print "text " + str(len("four")) + "!";
fun compose(f, g) { return fun(x) { return f(g(x)); }; }
print compose(fun(x) { return x * 2; }, fun(x) { return x + 1; })(5);
print -3 + 2 * (4 - 1) >= 3;
""")
for bad in ["print x;", "let = 5;", "fun f(a) { return a; } print f();", "print 1 $ 2;", "print (1;", "print 1 / 0;"]:
    execute(bad)

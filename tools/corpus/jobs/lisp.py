"""A Lisp interpreter with macros, tail calls by loop, closures and an error report."""

import operator
import re
from functools import reduce


class Symbol(str):
    def __repr__(self):
        return str(self)


class LispError(Exception):
    pass


def parse(source):
    tokens = re.findall(r"""\s*(,@|[('`,)]|"(?:[\\].|[^\\"])*"|;.*|[^\s('"`,;)]*)""", source)
    tokens = [t for t in tokens if t and not t.startswith(";")]
    position = 0

    def read():
        nonlocal position
        if position >= len(tokens):
            raise LispError("unexpected end of input")
        token = tokens[position]
        position += 1
        match token:
            case "(":
                items = []
                while position < len(tokens) and tokens[position] != ")":
                    items.append(read())
                if position >= len(tokens):
                    raise LispError("missing )")
                position += 1
                return items
            case ")":
                raise LispError("unexpected )")
            case "'":
                return [Symbol("quote"), read()]
            case _ if token.startswith('"'):
                return token[1:-1].replace('\\"', '"')
            case "#t" | "#f":
                return token == "#t"
        for kind in (int, float):
            try:
                return kind(token)
            except ValueError:
                pass
        return Symbol(token)

    forms = []
    while position < len(tokens):
        forms.append(read())
    return forms


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError(f"unbound: {name}")


class Lambda:
    def __init__(self, parameters, body, env):
        self.parameters, self.body, self.env = parameters, body, env

    def bind(self, values):
        if len(values) != len(self.parameters):
            raise LispError(f"expected {len(self.parameters)} values, got {len(values)}")
        return Env(self.parameters, values, self.env)

    def __call__(self, *values):
        return evaluate([Symbol("begin"), *self.body], self.bind(values))


macros = {}


def evaluate(x, env):
    while True:
        match x:
            case Symbol():
                return env.find(x)[x]
            case []:
                return []
            case list():
                pass
            case _:
                return x
        head, *rest = x
        match head, rest:
            case "quote", [value]:
                return value
            case "if", [test, then, *otherwise]:
                x = then if evaluate(test, env) is not False else (otherwise[0] if otherwise else [])
            case "define", [[name, *parameters], *body]:
                env[name] = Lambda(parameters, body, env)
                return name
            case "define", [name, value]:
                env[name] = evaluate(value, env)
                return name
            case "set!", [name, value]:
                env.find(name)[name] = evaluate(value, env)
                return []
            case "lambda", [parameters, *body]:
                return Lambda(parameters, body, env)
            case "begin", [*first, last]:
                for form in first:
                    evaluate(form, env)
                x = last
            case "let", [bindings, *body]:
                env = Env([n for n, _ in bindings], [evaluate(v, env) for _, v in bindings], env)
                x = [Symbol("begin"), *body]
            case "defmacro", [[name, *parameters], *body]:
                macros[name] = Lambda(parameters, body, env)
                return name
            case Symbol(), _ if head in macros:
                x = macros[head](*rest)
            case _:
                function, *values = [evaluate(item, env) for item in x]
                if isinstance(function, Lambda):
                    x, env = [Symbol("begin"), *function.body], function.bind(values)
                elif callable(function):
                    return function(*values)
                else:
                    raise LispError(f"not a function: {show(function)}")


def show(x):
    if isinstance(x, list):
        return "(" + " ".join(map(show, x)) + ")"
    if isinstance(x, bool):
        return "#t" if x else "#f"
    if isinstance(x, Symbol):
        return str(x)
    return f'"{x}"' if isinstance(x, str) else "<lambda>" if isinstance(x, Lambda) else str(x)


GLOBAL = Env(outer=None)
GLOBAL.update({
    "+": lambda *a: sum(a), "*": lambda *a: reduce(operator.mul, a, 1), "-": lambda a, *b: a - sum(b) if b else -a, "/": operator.truediv,
    "<": operator.lt, ">": operator.gt, "=": operator.eq, "mod": operator.mod, "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, b: [a, *b],
    "list": lambda *a: list(a), "null?": lambda l: l == [], "append": lambda *ls: sum(ls, []), "length": len, "not": lambda v: v is False,
    "map": lambda f, l: [f(i) for i in l], "print": lambda *a: print("print:", *map(show, a)) or [], "apply": lambda f, l: f(*l),
})


def run(source):
    try:
        for form in parse(source):
            print(show(evaluate(form, GLOBAL)))
    except LispError as error:
        print("error:", error)
    except (TypeError, IndexError, ZeroDivisionError) as error:
        print("error:", type(error).__name__)


run("""
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 30)
(define (loop i acc) (if (= i 0) acc (loop (- i 1) (+ acc i)))) ; a tail call
(loop 5000 0)
(define (compose f g) (lambda (x) (f (g x))))
((compose (lambda (x) (* x x)) (lambda (x) (+ x 1))) 4)
(map (lambda (x) (* x 2)) '(1 2.5 3))
(let ((a 1) (b "two")) (list a b 'c #t #f '()))
(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define c (counter))
(c) (c)
(defmacro (unless test body) (list 'if test ''skipped body))
(unless (< 1 2) (print "never"))
(unless (> 1 2) (print "ran" '(nested (list))))
(define (filter p l) (if (null? l) '() (if (p (car l)) (cons (car l) (filter p (cdr l))) (filter p (cdr l)))))
(filter (lambda (n) (= (mod n 3) 0)) '(1 2 3 4 5 6 9))
(apply + '(1 2 3))
""")
for bad in ["(undefined 1)", "(fact)", "(", ")", "(1 2)", '(+ 1 "a")', "(car '())", "(/ 1 0)"]:
    run(bad)

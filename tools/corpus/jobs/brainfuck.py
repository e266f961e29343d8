"""A Brainfuck compiler: parse, fold runs, recognise loops, run, and translate to Python."""


def parse(source):
    stack, block = [], []
    for position, c in enumerate(source):
        if c in "+-":
            delta = 1 if c == "+" else -1
            if block and block[-1][0] == "add":
                block[-1] = ("add", block[-1][1] + delta)
            else:
                block.append(("add", delta))
        elif c in "<>":
            delta = 1 if c == ">" else -1
            if block and block[-1][0] == "move":
                block[-1] = ("move", block[-1][1] + delta)
            else:
                block.append(("move", delta))
        elif c == ".":
            block.append(("out", None))
        elif c == ",":
            block.append(("in", None))
        elif c == "[":
            stack.append((position, block))
            block = []
        elif c == "]":
            if not stack:
                raise SyntaxError(f"unmatched ] at {position}")
            inner, (_, block) = block, stack.pop()
            block.append(("clear", None) if inner in ([("add", -1)], [("add", 1)]) else ("loop", inner))
    if stack:
        raise SyntaxError(f"unmatched [ at {stack[-1][0]}")
    return block


def run(program, data=""):
    tape, pointer, out, source, steps = bytearray(300), 0, [], iter(data), 0

    def execute(block):
        nonlocal pointer, steps
        for operation, argument in block:
            steps += 1
            match operation:
                case "add":
                    tape[pointer] = (tape[pointer] + argument) % 256
                case "move":
                    pointer += argument
                case "out":
                    out.append(chr(tape[pointer]))
                case "in":
                    tape[pointer] = ord(next(source, "\0"))
                case "clear":
                    tape[pointer] = 0
                case "loop":
                    while tape[pointer]:
                        execute(argument)

    execute(program)
    return "".join(out), steps


def translate(block, indent=0):
    pad = "    " * indent
    for operation, argument in block:
        match operation:
            case "add": yield f"{pad}t[p] = (t[p] + {argument}) % 256"
            case "move": yield f"{pad}p += {argument}"
            case "out": yield f"{pad}out.append(chr(t[p]))"
            case "in": yield f"{pad}t[p] = ord(next(data, chr(0)))"
            case "clear": yield f"{pad}t[p] = 0"
            case "loop":
                yield f"{pad}while t[p]:"
                yield from translate(argument, indent + 1)


HELLO = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
REVERSE = ">,[>,]<[.<]"
SQUARES = "++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]"
program = parse(HELLO)
print(program[:4], len(program))
print(run(program), run(parse(REVERSE), "stressed"), run(parse(SQUARES))[0].split())
code = "\n".join(translate(program))
print(code.splitlines()[:6], len(code.splitlines()))
scope = {"t": [0] * 300, "p": 0, "out": [], "data": iter("")}
exec(code, scope)
print(repr("".join(scope["out"])))
for bad in ["[[]", "]["]:
    try:
        parse(bad)
    except SyntaxError as error:
        print(error)

"""An assembler and a stack machine: labels, calls, a heap of cells, errors with line numbers."""

from dataclasses import dataclass, field

SOURCE = """
; prints the first numbers of Collatz and a factorial
start:  push 27
        store n
        push 0
        store steps
loop:   load n
        push 1
        eq
        jnz done
        load n
        push 2
        mod
        jnz odd
        load n
        push 2
        div
        store n
        jmp next
odd:    load n
        push 3
        mul
        push 1
        add
        store n
next:   load steps
        push 1
        add
        store steps
        jmp loop
done:   load steps
        print
        push 20
        call fact
        print
        halt
fact:   dup
        push 2
        lt
        jnz base
        dup
        push 1
        sub
        call fact
        mul
        ret
base:   pop
        push 1
        ret
"""


class AssemblerError(Exception):
    pass


@dataclass
class Machine:
    program: list
    stack: list = field(default_factory=list)
    calls: list = field(default_factory=list)
    memory: dict = field(default_factory=dict)
    output: list = field(default_factory=list)
    pc: int = 0
    steps: int = 0

    BINARY = {"add": int.__add__, "sub": int.__sub__, "mul": int.__mul__, "div": int.__floordiv__, "mod": int.__mod__,
              "eq": lambda a, b: int(a == b), "lt": lambda a, b: int(a < b)}

    def run(self, limit=100_000):
        while self.pc < len(self.program):
            line, operation, argument = self.program[self.pc]
            self.pc += 1
            self.steps += 1
            if self.steps > limit:
                raise RuntimeError("too many steps")
            try:
                if operation == "halt":
                    break
                if operation in self.BINARY:
                    b, a = self.stack.pop(), self.stack.pop()
                    self.stack.append(self.BINARY[operation](a, b))
                else:
                    getattr(self, "op_" + operation)(*([] if argument is None else [argument]))
            except (IndexError, KeyError, ZeroDivisionError) as error:
                raise RuntimeError(f"line {line}: {operation}: {error!r}") from error
        return self.output

    def op_push(self, n): self.stack.append(n)
    def op_pop(self): self.stack.pop()
    def op_dup(self): self.stack.append(self.stack[-1])
    def op_store(self, name): self.memory[name] = self.stack.pop()
    def op_load(self, name): self.stack.append(self.memory[name])
    def op_jmp(self, target): self.pc = target
    def op_jnz(self, target): self.pc = target if self.stack.pop() else self.pc
    def op_call(self, target): self.calls.append(self.pc); self.pc = target
    def op_ret(self): self.pc = self.calls.pop()
    def op_print(self): self.output.append(self.stack.pop())


def assemble(source):
    labels, lines = {}, []
    for number, text in enumerate(source.splitlines(), 1):
        text = text.split(";")[0].strip()
        while ":" in text:
            label, text = map(str.strip, text.split(":", 1))
            if label in labels:
                raise AssemblerError(f"line {number}: duplicate label {label}")
            labels[label] = len(lines)
        if text:
            lines.append((number, *text.split()))
    program = []
    for number, operation, *arguments in lines:
        known = operation in Machine.BINARY or operation == "halt" or hasattr(Machine, "op_" + operation)
        if not known:
            raise AssemblerError(f"line {number}: unknown operation {operation}")
        argument = arguments[0] if arguments else None
        if operation in ("jmp", "jnz", "call"):
            if argument not in labels:
                raise AssemblerError(f"line {number}: unknown label {argument}")
            argument = labels[argument]
        elif operation == "push":
            argument = int(argument)
        program.append((number, operation, argument))
    return program


program = assemble(SOURCE)
print(len(program), program[:3], program[-1])
machine = Machine(program)
print(machine.run(), machine.steps, machine.memory, machine.stack)
for bad in ["jmp nowhere", "frob", "a:\na: halt", "pop", "load x", "push 1\npush 0\ndiv", "x: jmp x"]:
    try:
        print(Machine(assemble(bad)).run(1000))
    except (AssemblerError, RuntimeError) as error:
        print(repr(bad), "->", error, repr(error.__cause__))

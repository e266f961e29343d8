/** Fast locals, cells and free variables. */
import { exceptionTypes, makeException } from "../kernel/exceptions.ts";
import { raise, unboundLocalErrorMessage } from "../kernel/raise.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { Cell } from "../objects/cell.ts";
import type { PyFrame } from "../objects/frame.ts";
import { instruction } from "./instruction.ts";
import { lookupInMapping } from "./names.ts";

instruction("LOAD_FAST", { stack: "-- value?", run: (_, t) => t.locals[t.oparg] });
instruction("LOAD_FAST_BORROW", { stack: "-- value?", run: (_, t) => t.locals[t.oparg] });

instruction("LOAD_FAST_LOAD_FAST", {
  stack: "-- first? second?",
  run: (_, t) => ({ first: t.locals[t.oparg >> 4], second: t.locals[t.oparg & 15] }),
});
instruction("LOAD_FAST_BORROW_LOAD_FAST_BORROW", {
  stack: "-- first? second?",
  run: (_, t) => ({ first: t.locals[t.oparg >> 4], second: t.locals[t.oparg & 15] }),
});

/** The variable may be unbound here. */
instruction("LOAD_FAST_CHECK", {
  stack: "-- value",
  cold: true,
  run: (_, t) => {
    const value = t.locals[t.oparg];
    return value === undefined ? raiseUnboundLocal(t.frame, t.oparg) : value;
  },
});

/** Comprehensions run inside their function save the outer variable of the same name, unbound as it may be. */
instruction("LOAD_FAST_AND_CLEAR", {
  stack: "-- value?",
  cold: true,
  run: (_, t) => {
    const value = t.locals[t.oparg];
    t.locals[t.oparg] = undefined;
    return value;
  },
});

instruction("STORE_FAST", {
  stack: "value? --",
  run: ({ value }, t) => {
    t.locals[t.oparg] = value;
  },
});

instruction("STORE_FAST_LOAD_FAST", {
  stack: "stored? -- loaded?",
  run: ({ stored }, t) => {
    t.locals[t.oparg >> 4] = stored;
    return t.locals[t.oparg & 15];
  },
});

instruction("STORE_FAST_STORE_FAST", {
  stack: "second? first? --",
  run: ({ second, first }, t) => {
    t.locals[t.oparg >> 4] = first;
    t.locals[t.oparg & 15] = second;
  },
});

instruction("DELETE_FAST", {
  stack: "--",
  cold: true,
  run: (_, t) => {
    if (t.locals[t.oparg] === undefined) return raiseUnboundLocal(t.frame, t.oparg);
    t.locals[t.oparg] = undefined;
    return true;
  },
});

/** The local, a parameter or nothing yet, becomes a cell. */
instruction("MAKE_CELL", {
  stack: "--",
  cold: true,
  run: (_, t) => {
    t.locals[t.oparg] = new Cell(t.locals[t.oparg]);
    return true;
  },
});

/** The function's closure goes to the last of the fast locals. */
instruction("COPY_FREE_VARS", {
  stack: "--",
  cold: true,
  run: (_, t) => {
    const closure = t.frame.func.closure!;
    const first = t.frame.code.localCount - t.oparg;
    for (let i = 0; i < t.oparg; i++) t.locals[first + i] = closure[i];
  },
});

instruction("LOAD_DEREF", {
  stack: "-- value",
  cold: true,
  fast: (_, t) => {
    const value = (t.locals[t.oparg] as Cell).value;
    return value === undefined ? t.slow() : value;
  },
  run: (_, t) => {
    const value = (t.locals[t.oparg] as Cell).value;
    return value === undefined ? raiseUnboundDeref(t.frame, t.oparg) : value;
  },
});

instruction("STORE_DEREF", {
  stack: "value --",
  cold: true,
  run: ({ value }, t) => {
    (t.locals[t.oparg] as Cell).value = value;
  },
});

instruction("DELETE_DEREF", {
  stack: "--",
  cold: true,
  run: (_, t) => {
    const cell = t.locals[t.oparg] as Cell;
    if (cell.value === undefined) return raiseUnboundDeref(t.frame, t.oparg);
    cell.value = undefined;
    return true;
  },
});

/** In a class body: the class namespace first, then the enclosing function's variable. */
instruction("LOAD_FROM_DICT_OR_DEREF", {
  stack: "namespace -- value",
  cold: true,
  run: ({ namespace }, t) => {
    const found = lookupInMapping(namespace, strFromUtf16(t.frame.code.localNames[t.oparg]!));
    if (found !== null) return found;
    return (t.locals[t.oparg] as Cell).value ?? raiseUnboundDeref(t.frame, t.oparg);
  },
});

export function raiseUnboundLocal(frame: PyFrame, slot: number): undefined {
  const name = frame.code.localNames[slot]!;
  return raise(
    unboundLocalErrorMessage(
      `cannot access local variable '${name}' where it is not associated with a value`,
    ),
  );
}

/** A cell of the function itself is a local variable, one of an outer function a free variable. */
export function raiseUnboundDeref(frame: PyFrame, slot: number): undefined {
  const { code } = frame;
  if (slot < code.localCount - code.freeCount) return raiseUnboundLocal(frame, slot);
  const name = code.localNames[slot]!;
  const error = makeException(exceptionTypes.NameError, [
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  ]);
  error.fields = { name: strFromUtf16(name) };
  return raise(error);
}

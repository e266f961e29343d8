/**
 * Iterators over str: `str_ascii_iterator`, and `str_iterator` for the others.
 */
import { defineType, method } from "../../kernel/define.ts";
import { EXHAUSTED, type HeapObject, type PyObject } from "../../kernel/object.ts";
import { None } from "../../kernel/singletons.ts";
import { type PyType, createTypeShell } from "../../kernel/type.ts";
import { toIndex } from "../../protocols/number.ts";
import { builtinFunction } from "../builtin-lookup.ts";
import { makeTuple } from "../tuple.ts";
import { type Str, isAscii, strIndex, strLength } from "./text.ts";

export class PyStrIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  text: Str | null;
  index = 0;
  constructor(text: Str) {
    this.text = text;
  }
}
class PyAsciiStrIterator extends PyStrIterator {}

export const strIteratorType: PyType = createTypeShell("str_iterator", { instance: PyStrIterator });
export const strAsciiIteratorType: PyType = createTypeShell("str_ascii_iterator", {
  instance: freshLayout(),
});

/** Both iterators share their behaviour but not their type, so neither prototype may be on the other's chain. */
function freshLayout() {
  Object.setPrototypeOf(PyAsciiStrIterator.prototype, Object.prototype);
  return PyAsciiStrIterator;
}

/** iter(text) */
export function iterateStr(text: Str): PyStrIterator {
  return isAscii(text) ? new PyAsciiStrIterator(text) : new PyStrIterator(text);
}

const definition = {
  final: true,
  slots: {
    __iter__: (self: PyObject) => self,
    __next__: (self: PyStrIterator) => {
      const text = self.text;
      if (text === null) return EXHAUSTED;
      if (self.index < strLength(text)) return strIndex(text, self.index++);
      self.text = null;
      return EXHAUSTED;
    },
  },
  methods: {
    __length_hint__: method("($self, /)", "How many characters are left.", (self: PyStrIterator) =>
      self.text === null ? 0 : strLength(self.text) - self.index,
    ),
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyStrIterator) => {
      const iterFunction = builtinFunction("iter");
      if (iterFunction === undefined) return undefined;
      return self.text === null
        ? makeTuple([iterFunction, makeTuple([""])])
        : makeTuple([iterFunction, makeTuple([self.text]), self.index]);
    }),
    __setstate__: method(
      "($self, state, /)",
      "Set state information for unpickling.",
      (self: PyStrIterator, state: PyObject) => {
        const index = toIndex(state);
        if (index === undefined) return undefined;
        if (self.text !== null) self.index = Math.min(Math.max(index, 0), strLength(self.text));
        return None;
      },
    ),
  },
};

defineType("str_iterator", { shell: strIteratorType, ...definition });
defineType("str_ascii_iterator", { shell: strAsciiIteratorType, ...definition });

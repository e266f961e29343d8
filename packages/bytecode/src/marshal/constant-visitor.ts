/**
 * What the neutral constants are, for the marshal writer.
 *
 * Values that are shared in CPython after compiling are shared here, so that the bytes come out the same:
 * the compiler keeps equal constants once for the whole file, tables and tuples of names included, and
 * some objects exist once for all (small ints, interned strings, empty and one-byte bytes, the empty
 * tuple). The writer marks for reference exactly those that occur twice or exist for all.
 */

import { CodeObject } from "../code/code-object.ts";
import {
  CodePoints,
  ComplexConstant,
  EllipsisConstant,
  FloatConstant,
  FrozenSetConstant,
  SliceConstant,
  TupleConstant,
} from "../code/constants.ts";
import type { Constant, StrConstant } from "../code/constants.ts";
import { constantKey } from "../code/constant-key.ts";
import type { CodeValues, MarshalVisitor } from "./writer.ts";

/**
 * A visitor for dumping one value.
 *
 * @param root The value that will be dumped: everything in it is counted first.
 * @param isKept The root is marked too.
 */
export function constantVisitor(root: Constant, isKept = false): MarshalVisitor<Constant> {
  const sharing = new Sharing();
  sharing.count(root);
  if (isKept) sharing.count(root);
  return {
    identity: (value) => sharing.identity(value),
    visit(value: Value, writer) {
      if (value === null) writer.none();
      else if (typeof value === "boolean") writer.bool(value);
      else if (typeof value === "number" || typeof value === "bigint") writer.int(value);
      else if (typeof value === "string") writer.str(value, isInternedConstant(value));
      else if (value instanceof TupleConstant) writer.tuple(value.items);
      else if (value instanceof Uint8Array) writer.bytes(value);
      else if (value instanceof FloatConstant) writer.float(value.value);
      else if (value instanceof CodeObject) writer.code(sharing.codeValues(value));
      else if (value instanceof ComplexConstant) writer.complex(value.real, value.imag);
      else if (value instanceof FrozenSetConstant) writer.frozenSet(value.items);
      else if (value instanceof SliceConstant) writer.slice(...sharing.sliceValues(value));
      else if (value instanceof CodePoints) writer.str(value, false);
      else if (value instanceof InternedName) writer.str(value.text, true);
      else if (value instanceof UnsharedInt) writer.int(value.value);
      else if (value instanceof EllipsisConstant) writer.ellipsis();
      else writer.unmarshallable();
    },
  };
}

/** Whether CPython interns the str when it stands among a code object's constants: it looks like a name. */
export function isInternedConstant(text: string): boolean {
  // The strings of one Latin-1 character exist once for all.
  if (text.length === 1) return text.charCodeAt(0) < 0x100;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const isWordCharacter =
      (unit >= 0x61 && unit <= 0x7a) ||
      (unit >= 0x41 && unit <= 0x5a) ||
      (unit >= 0x30 && unit <= 0x39) ||
      unit === 0x5f;
    if (!isWordCharacter) return false;
  }
  return true;
}

/**
 * Whether CPython replaces the str in a constant by an equal one that is interned already. That depends on all that the
 * process has met before; words are taken to be known. (Of single characters there is but one anyway.)
 */
function isInternedBefore(value: Constant): boolean {
  return typeof value === "string" && value.length > 1 && /^[A-Za-z_]\w*$/.test(value);
}

/** A name of a code object: interned whatever it looks like, and not the str constant that is equal to it. */
class InternedName {
  readonly text: StrConstant;
  constructor(text: StrConstant) {
    this.text = text;
  }
}

/** An int in a slice: the compiler does not look for equal constants inside slices. */
class UnsharedInt {
  readonly value: number | bigint;
  constructor(value: number | bigint) {
    this.value = value;
  }
}

/** What the sharing is about: constants, and the stand-ins above. */
type Value = Constant | InternedName | UnsharedInt;

/** A number for every distinct value, and how often each occurs. */
class Sharing {
  /** Objects by identity. */
  readonly #objects = new Map<object, number>();
  /** Ints and strs by value. */
  readonly #plain = new Map<number | bigint | string, number>();
  /** What else is equal, by a key. */
  readonly #keys = new Map<string, number>();
  readonly #counts: number[] = [];
  readonly #codeValues = new Map<CodeObject, CodeValues<Constant>>();
  readonly #internedNames = new Map<string, InternedName>();
  readonly #sliceValues = new Map<SliceConstant, [Constant, Constant, Constant]>();
  /** Objects that CPython makes anew for each code object. */
  readonly #unshared = new Set<unknown>();

  /** The value's number if it must be marked for reference. */
  identity(value: Value): number | undefined {
    if (isSingleton(value) || value instanceof UnsharedInt || this.#unshared.has(value)) return undefined;
    const number = this.#numberOf(value);
    return this.#counts[number] > 1 || this.#existsForAll(value) ? number : undefined;
  }

  /** The fields of a code object as values, always the same ones. */
  codeValues(code: CodeObject): CodeValues<Constant> {
    const known = this.#codeValues.get(code);
    if (known !== undefined) return known;
    const values = {
      ...code,
      co_code: code.co_code.subarray(),
      co_consts: new TupleConstant(this.#constsOf(code)),
      co_names: this.#namesTuple(code.co_names),
      co_localsplusnames: this.#namesTuple(code.co_localsplusnames),
      co_localspluskinds: code.co_localspluskinds.subarray(),
      co_filename: this.#name(code.co_filename),
      co_name: this.#name(code.co_name),
      co_qualname: this.#name(code.co_qualname),
    };
    this.#codeValues.set(code, values);
    // CPython makes co_code when asked and then holds it twice.
    this.#counts[this.#numberIn<object>(this.#objects, values.co_code)] = 2;
    if (code.co_localspluskinds.length > 0) this.#unshared.add(values.co_localspluskinds);
    // The compiler renames the parameter of annotation scopes at the very end, in a new tuple.
    if (code.co_name === "__annotate__") this.#unshared.add(values.co_localsplusnames);
    return values;
  }

  sliceValues(slice: SliceConstant): [Constant, Constant, Constant] {
    let values = this.#sliceValues.get(slice);
    if (values === undefined) {
      const unshared = (value: Constant): Constant =>
        (typeof value === "number" || typeof value === "bigint") && !this.#existsForAll(value)
          ? (new UnsharedInt(value) as Value as Constant)
          : value;
      values = [unshared(slice.start), unshared(slice.stop), unshared(slice.step)];
      this.#sliceValues.set(slice, values);
    }
    return values;
  }

  /** The constants; a class body stores its own qualified name, which is the code object's. */
  #constsOf(code: CodeObject): readonly Constant[] {
    if (!code.co_names.includes("__qualname__")) return code.co_consts;
    return code.co_consts.map((value) => (value === code.co_qualname ? this.#name(value) : value));
  }

  #namesTuple(names: readonly StrConstant[]): TupleConstant {
    return new TupleConstant(names.map((name) => this.#name(name)));
  }

  #name(text: StrConstant): Constant {
    if (typeof text === "string" && isInternedConstant(text)) return text;
    const key = constantKey(text);
    let name = this.#internedNames.get(key);
    if (name === undefined) this.#internedNames.set(key, (name = new InternedName(text)));
    return name as Value as Constant;
  }

  #existsForAll(value: Value): boolean {
    if (typeof value === "number") return value >= -5 && value <= 256;
    if (typeof value === "string") return isInternedConstant(value);
    if (value instanceof InternedName) return true;
    if (value instanceof Uint8Array) return value.length <= 1;
    return value instanceof TupleConstant && value.items.length === 0;
  }

  /** Counts the value and, when it is met first, everything in it. */
  count(value: Value): void {
    if (isSingleton(value) || value instanceof UnsharedInt) return;
    // Interning its strs makes the set anew for each code object.
    if (value instanceof FrozenSetConstant && value.items.some(isInternedBefore)) this.#unshared.add(value);
    const number = this.#numberOf(value);
    if (this.#counts[number]++ > 0) return;
    if (value instanceof TupleConstant) {
      for (const item of value.items) this.count(item);
    } else if (value instanceof FrozenSetConstant) {
      // To sort its items, CPython holds each a second time.
      for (const item of value.items) {
        this.count(item);
        this.count(item);
      }
    } else if (value instanceof SliceConstant) {
      for (const item of this.sliceValues(value)) this.count(item);
    } else if (value instanceof CodeObject) {
      const code = this.codeValues(value);
      this.count(code.co_consts);
      this.count(code.co_names);
      this.count(code.co_localsplusnames);
      this.count(code.co_filename);
      this.count(code.co_name);
      this.count(code.co_qualname);
      this.count(code.co_linetable);
      this.count(code.co_exceptiontable);
    }
  }

  #numberOf(value: Value): number {
    if (typeof value !== "object" || value === null)
      return this.#numberIn(this.#plain, value as number | string);
    const known = this.#objects.get(value);
    if (known !== undefined) return known;
    if (value instanceof CodeObject || value instanceof InternedName || value instanceof UnsharedInt) {
      return this.#numberIn<object>(this.#objects, value);
    }
    const number = this.#numberIn(this.#keys, this.#keyOf(value));
    this.#objects.set(value, number);
    return number;
  }

  /** Like `constantKey`, but exact for code objects: containers are told by the numbers of their items. */
  #keyOf(value: Constant): string {
    if (value instanceof TupleConstant) return `(${value.items.map((item) => this.#numberOf(item)).join()})`;
    if (value instanceof FrozenSetConstant) {
      const numbers = value.items.map((item) => this.#numberOf(item));
      return `{${numbers.sort((a, b) => a - b).join()}}`;
    }
    return constantKey(value);
  }

  #numberIn<K>(numbers: Map<K, number>, key: K): number {
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = this.#counts.push(0) - 1));
    return number;
  }
}

/** Values with a type byte of their own, which are never referred to. */
function isSingleton(value: Value): boolean {
  return value === null || typeof value === "boolean" || value instanceof EllipsisConstant;
}

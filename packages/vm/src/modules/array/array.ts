/**
 * `array`: sequences of numbers and characters in the memory layout of C (library reference, "array"; CPython
 * Modules/arraymodule.c).
 *
 * An item type, its ranges and messages: item-types.ts. The memory: array-object.ts.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule, fn } from "../../kernel/define.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { PyType, isSubtype, typeName } from "../../kernel/type.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { toCInt } from "../../protocols/number.ts";
import { badArgument } from "../../objects/bad-argument.ts";
import { PyBytes } from "../../objects/bytes.ts";
import { strLength, strOf } from "../../objects/str/text.ts";
import { arrayType, makeArray } from "./array-type.ts";
import { ITEM_TYPES, itemTypeOf } from "./item-types.ts";
import { machineFormat, reconstruct } from "./pickling.ts";

function reconstructor(
  type: PyObject,
  typecode: PyObject,
  formatArgument: PyObject,
  items: PyObject,
): Result {
  const text = strOf(typecode);
  if (text === undefined)
    throw badArgument("_array_reconstructor", "argument 2", "a unicode character", typecode);
  if (strLength(text) !== 1)
    throw typeError(
      `_array_reconstructor() argument 2 must be a unicode character, not a string of length ${strLength(text)}`,
    );
  const code = must(toCInt(formatArgument));
  if (!(type instanceof PyType))
    throw typeError(`first argument must be a type object, not ${typeName(type)}`);
  if (!isSubtype(type, arrayType)) throw typeError(`${type.name} is not a subtype of array.array`);
  const itemType = typeof text === "string" ? itemTypeOf(text) : undefined;
  if (itemType === undefined) throw valueError("second argument must be a valid type code");
  const format = machineFormat(code);
  if (!(items instanceof PyBytes)) throw typeError(`fourth argument should be bytes, not ${typeName(items)}`);
  const array = reconstruct(itemType, format, items);
  return makeArray(type, array.typecode, array.items);
}

/** `collections.abc.MutableSequence.register(array)` */
function registerSequence(): void {
  const abc = must(hooks.importModule("collections.abc"));
  const mutableSequence = must(getAttribute(abc, attributeName("MutableSequence")));
  must(callMethod(mutableSequence, attributeName("register"), [arrayType]));
}

export const arrayModule: ModuleDefinition = defineModule("array", {
  doc: "Sequences of values of one basic type, kept in memory as C keeps them.",
  types: [arrayType],
  constants: {
    ArrayType: arrayType,
    typecodes: ITEM_TYPES.map(({ typecode }) => typecode).join(""),
  },
  functions: {
    _array_reconstructor: fn(
      "($module, arraytype, typecode, mformat_code, items, /)",
      "Internal. Used for pickling support.",
      reconstructor,
    ),
  },
  execute: registerSequence,
});

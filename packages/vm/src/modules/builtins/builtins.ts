/**
 * The module `builtins`: every name that is there without import. Its functions are in the files beside it, by
 * subject; types come from objects/, exceptions from the kernel.
 */
import { type ModuleDefinition, defineModule } from "../../kernel/define.ts";
import { exceptionTypes } from "../../kernel/exceptions.ts";
import type { PyObject } from "../../kernel/object.ts";
import { classMethodType, staticMethodType } from "../../kernel/descriptors.ts";
import { Ellipsis, None, NotImplemented } from "../../kernel/singletons.ts";
import {
  type PyType,
  boolType,
  floatType,
  intType,
  objectType,
  strType,
  typeType,
} from "../../kernel/type.ts";
import { exceptionGroupType } from "../../exceptions/group.ts";
import "../../objects/bool.ts";
import { bytearrayType } from "../../objects/bytearray.ts";
import { bytesType } from "../../objects/bytes.ts";
import { complexType } from "../../objects/complex.ts";
import { dictType } from "../../objects/dict/dict.ts";
import "../../objects/dict/dict-type.ts";
import { enumerateType } from "../../objects/enumerate.ts";
import { filterType } from "../../objects/filter.ts";
import "../../objects/float.ts";
import "../../objects/int/int.ts";
import { listType } from "../../objects/list.ts";
import { mapType } from "../../objects/map.ts";
import { memoryviewType } from "../../objects/memoryview.ts";
import { propertyType } from "../../objects/property.ts";
import { rangeType } from "../../objects/range.ts";
import { reversedType } from "../../objects/reversed.ts";
import { frozensetType, setType } from "../../objects/set.ts";
import "../../objects/set-type.ts";
import { sliceType } from "../../objects/slice.ts";
import "../../objects/str/str.ts";
import { superType } from "../../objects/super.ts";
import { tupleType } from "../../objects/tuple.ts";
import { zipType } from "../../objects/zip.ts";
import { attributeFunctions } from "./attributes.ts";
import { classFunctions } from "./classes.ts";
import { executionFunctions } from "./execution.ts";
import { iterationFunctions } from "./iteration.ts";
import { numberFunctions } from "./numbers.ts";
import { printFunctions } from "./print.ts";
import { textFunctions } from "./text.ts";

const TYPES: readonly PyType[] = [
  boolType,
  memoryviewType,
  bytearrayType,
  bytesType,
  classMethodType,
  complexType,
  dictType,
  enumerateType,
  filterType,
  floatType,
  frozensetType,
  propertyType,
  intType,
  listType,
  mapType,
  objectType,
  rangeType,
  reversedType,
  setType,
  sliceType,
  staticMethodType,
  strType,
  superType,
  tupleType,
  typeType,
  zipType,
];

/** Exceptions whose name begins with an underscore are not public. */
function exceptionNames(): Record<string, PyObject> {
  const names: Record<string, PyObject> = {};
  for (const [name, type] of Object.entries(exceptionTypes)) names[name] = type;
  names["EnvironmentError"] = exceptionTypes.OSError;
  names["IOError"] = exceptionTypes.OSError;
  names["ExceptionGroup"] = exceptionGroupType;
  return names;
}

export const builtinsModule: ModuleDefinition = defineModule("builtins", {
  doc:
    "Built-in functions, types, exceptions, and other objects.\n\n" +
    "All identifiers that Python programs use without importing them.",
  functions: {
    ...classFunctions,
    ...attributeFunctions,
    ...numberFunctions,
    ...iterationFunctions,
    ...textFunctions,
    ...executionFunctions,
    ...printFunctions,
  },
  types: TYPES,
  constants: {
    None,
    Ellipsis,
    NotImplemented,
    False: false,
    True: true,
    __debug__: true,
    ...exceptionNames(),
  },
});

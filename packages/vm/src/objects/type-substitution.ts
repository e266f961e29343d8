/**
 * Type variables of generic aliases and unions: which there are, and putting types in their place
 * (CPython Objects/genericaliasobject.c, _Py_make_parameters and _Py_subs_parameters; PEP 585, 612, 646).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyObject } from "../kernel/object.ts";
import { must, typeError } from "../kernel/raise.ts";
import { Ellipsis, None } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyType, typeOf } from "../kernel/type.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { call } from "../protocols/call.ts";
import { isSame } from "../protocols/compare.ts";
import { repr } from "../protocols/repr.ts";
import { getItem } from "../protocols/sequence.ts";
import { textOf } from "./item-array.ts";
import { PyList, makeList } from "./list.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

const parametersName = attributeName("__parameters__");
const substName = attributeName("__typing_subst__");
const prepareName = attributeName("__typing_prepare_subst__");
const unpackedName = attributeName("__typing_unpacked_tuple_args__");
const isUnpackedName = attributeName("__typing_is_unpacked_typevartuple__");

const attributeOrNull = (object: PyObject, name: typeof substName): PyObject | null =>
  must(getAttributeOrAbsent(object, name));

/** The type variables in some type arguments, each once, in order of appearance. */
export function collectParameters(args: readonly PyObject[]): PyObject[] {
  const parameters: PyObject[] = [];
  const add = (parameter: PyObject) => {
    if (!parameters.some((known) => isSame(known, parameter))) parameters.push(parameter);
  };
  for (const arg of args) {
    if (arg instanceof PyType) continue;
    if (attributeOrNull(arg, substName) !== null) {
      add(arg);
      continue;
    }
    const inner = attributeOrNull(arg, parametersName);
    if (inner instanceof PyTuple) inner.items.forEach(add);
    else if (inner === null && (arg instanceof PyTuple || arg instanceof PyList))
      collectParameters(arg.items).forEach(add);
  }
  return parameters;
}

/** The type arguments of `alias` with `item` (one type, or a tuple of them) in place of its parameters. */
export function substituteParameters(
  alias: PyObject,
  args: readonly PyObject[],
  parameters: readonly PyObject[],
  item: PyObject,
): PyObject[] {
  if (parameters.length === 0) throw typeError(`${textOf(must(repr(alias)))} is not a generic class`);
  let given: PyObject = makeTuple(unpackArguments(item));
  for (const parameter of parameters) {
    const prepare = attributeOrNull(parameter, prepareName);
    if (prepare === null || prepare === None) continue;
    given = must(call(prepare, [alias, given instanceof PyTuple ? given : makeTuple([given])]));
  }
  const items = given instanceof PyTuple ? given.items : [given];
  if (items.length !== parameters.length) {
    const how = items.length > parameters.length ? "many" : "few";
    throw typeError(
      `Too ${how} arguments for ${textOf(must(repr(alias)))}; actual ${items.length}, expected ${parameters.length}`,
    );
  }
  return args.flatMap((arg) => substitute(alias, arg, parameters, items, given));
}

function substitute(
  alias: PyObject,
  arg: PyObject,
  parameters: readonly PyObject[],
  items: readonly PyObject[],
  given: PyObject,
): PyObject[] {
  if (arg instanceof PyType) return [arg];
  if (arg instanceof PyTuple) return [makeTuple(substituteParameters(alias, arg.items, parameters, given))];
  if (arg instanceof PyList) return [makeList(substituteParameters(alias, arg.items, parameters, given))];
  const unpackFlag = attributeOrNull(arg, isUnpackedName);
  const unpack = unpackFlag !== null && must(isTrue(unpackFlag));
  const subst = attributeOrNull(arg, substName);
  const result =
    subst === null
      ? substituteInside(arg, parameters, items)
      : must(call(subst, [items[parameters.findIndex((parameter) => isSame(parameter, arg))]!]));
  return unpack && result instanceof PyTuple ? result.items : [result];
}

/** A generic alias among the arguments: its own parameters are replaced. */
function substituteInside(
  object: PyObject,
  parameters: readonly PyObject[],
  items: readonly PyObject[],
): PyObject {
  const own = attributeOrNull(object, parametersName);
  if (!(own instanceof PyTuple) || own.items.length === 0) return object;
  const args = own.items.flatMap((parameter) => {
    const index = parameters.findIndex((known) => isSame(known, parameter));
    if (index < 0) return [parameter];
    const item = items[index]!;
    const isTypeVarTuple = typeOf(parameters[index]!).slots.__iter__ !== undefined;
    return isTypeVarTuple && item instanceof PyTuple ? item.items : [item];
  });
  return must(getItem(object, makeTuple(args)));
}

/** `*tuple[int, str]` among the given types counts as two; one of unknown length stays. */
function unpackArguments(item: PyObject): PyObject[] {
  return (item instanceof PyTuple ? item.items : [item]).flatMap((arg) => {
    if (arg instanceof PyType) return [arg];
    const inner = attributeOrNull(arg, unpackedName);
    if (!(inner instanceof PyTuple) || inner.items.at(-1) === Ellipsis) return [arg];
    return inner.items;
  });
}

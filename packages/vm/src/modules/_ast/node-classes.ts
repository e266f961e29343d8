/**
 * The classes of syntax tree nodes: `ast.AST`, one class per sum (`ast.expr`), one per node (`ast.Name`).
 *
 * They are made at the first import of `_ast` (or the first tree that Python sees), from the table that the parser's
 * nodes are defined by. Like other native types they are shared by all interpreters of the process.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { setClassAttribute } from "../../kernel/class-attributes.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { type PyType, intType, objectType, strType, typeType } from "../../kernel/type.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import { makeGenericAlias } from "../../objects/generic-alias.ts";
import { listType } from "../../objects/list.ts";
import { EMPTY_TUPLE, makeTuple } from "../../objects/tuple.ts";
import { unionOf } from "../../objects/union.ts";
import { call } from "../../protocols/call.ts";
import { ENUMERATIONS, type NodeRow, SUMS } from "./generated/node-table.ts";
import { astType, expressionContext } from "./node-behavior.ts";

/** A field of a node: what it holds, and how many of it. */
export type NodeField = {
  readonly name: string;
  /** The property of an instance that holds it (kernel/attribute-name.ts). */
  readonly key: string;
  /** `identifier`, `string`, `int`, `constant`, the name of an enumeration, or that of a sum. */
  readonly type: string;
  readonly kind: "one" | "optional" | "list";
  /** Items of the list may be None. */
  readonly optionalItems: boolean;
};

export type NodeClass = {
  readonly name: string;
  readonly type: PyType;
  readonly fields: readonly NodeField[];
  readonly located: boolean;
};

/** The sums whose nodes must say where they end. */
export const ENDS_REQUIRED: ReadonlySet<string> = new Set(["pattern", "type_param"]);

/** A sum: the class that stands for it, and the classes of its nodes. A sum of one node may be that node. */
export type SumClass = {
  readonly name: string;
  readonly type: PyType;
  readonly located: boolean;
  readonly nodes: readonly NodeClass[];
};

export type NodeClasses = {
  readonly nodes: ReadonlyMap<string, NodeClass>;
  readonly sums: ReadonlyMap<string, SumClass>;
  /** The one instance of each class without fields, by enumeration and name. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, PyObject>>;
  /** Every class, in the order of the grammar. */
  readonly all: readonly PyType[];
};

let made: NodeClasses | undefined;

/** The classes; made at the first call. */
export function nodeClasses(): NodeClasses {
  return (made ??= makeClasses());
}

export const POSITIONS = ["lineno", "col_offset", "end_lineno", "end_col_offset"] as const;

function makeClasses(): NodeClasses {
  const nodes = new Map<string, NodeClass>();
  const sums = new Map<string, SumClass>();
  const members = new Map<string, ReadonlyMap<string, PyObject>>();
  const all: PyType[] = [astType];
  for (const [name, located, rows] of SUMS) {
    const isProduct = rows.length === 1 && rows[0]![0] === name;
    const type = makeClass(
      name,
      astType,
      isProduct ? rows[0]![1].map(parseField) : [],
      docOfSum(name, rows),
      located,
    );
    all.push(type);
    const ofSum = rows.map((row) => {
      const fields = row[1].map(parseField);
      if (isProduct) return { name, type, fields, located };
      const nodeType = makeClass(row[0], type, fields, docOfNode(row), null);
      all.push(nodeType);
      return { name: row[0], type: nodeType, fields, located };
    });
    for (const node of ofSum) nodes.set(node.name, node);
    sums.set(name, { name, type, located, nodes: ofSum });
  }
  const enumerations = new Map<string, PyType>();
  for (const [name, texts] of ENUMERATIONS) {
    const type = makeClass(name, astType, [], `${name} = ${texts.join(" | ")}`, false);
    const types = texts.map((text) => makeClass(text, type, [], text, null));
    all.push(type, ...types);
    enumerations.set(name, type);
    members.set(name, new Map(texts.map((text, index) => [text, new types[index]!.JS()])));
  }
  expressionContext.type = enumerations.get("expr_context")!;
  expressionContext.load = members.get("expr_context")!.get("Load")!;
  const typeNamed = (name: string) => BUILTIN_TYPES[name] ?? sums.get(name)?.type ?? enumerations.get(name)!;
  const heldBy = fieldTypeMaker(typeNamed);
  for (const node of nodes.values()) describeFields(node.type, node.fields, heldBy);
  for (const type of all)
    if (!type.attrs.has("_field_types") && isLeaf(type)) describeFields(type, [], heldBy);
  return { nodes, sums, members, all };
}

/** A class as the `class` statement makes it. `located`: its instances have positions; null: as the base says. */
function makeClass(
  name: string,
  base: PyType,
  fields: readonly NodeField[],
  doc: string,
  located: boolean | null,
): PyType {
  const names = makeTuple(fields.map((field) => field.name));
  const namespace = makeDict();
  namespace.setText("_fields", names);
  namespace.setText("__match_args__", names);
  namespace.setText("__module__", "ast");
  namespace.setText("__doc__", doc);
  if (located !== null) namespace.setText("_attributes", located ? makeTuple([...POSITIONS]) : EMPTY_TUPLE);
  for (const { name: field, kind } of fields) if (kind === "optional") namespace.setText(field, None);
  if (located === true && !ENDS_REQUIRED.has(name)) {
    namespace.setText("end_lineno", None);
    namespace.setText("end_col_offset", None);
  }
  return must(call(typeType, [name, makeTuple([base]), namespace])) as PyType;
}

const BUILTIN_TYPES: Readonly<Record<string, PyType>> = {
  identifier: strType,
  string: strType,
  int: intType,
  constant: objectType,
};

/** The types of fields, `X`, `X | None` or `list[X]`; each is made once. */
function fieldTypeMaker(typeNamed: (name: string) => PyType): (field: NodeField) => PyObject {
  const known = new Map<string, PyObject>();
  return ({ type, kind }) => {
    const key = `${kind} ${type}`;
    let held = known.get(key);
    if (held === undefined) {
      const plain = typeNamed(type);
      held =
        kind === "list"
          ? makeGenericAlias(listType, plain)
          : kind === "optional"
            ? unionOf(plain, None)!
            : plain;
      known.set(key, held);
    }
    return held;
  };
}

/** `_field_types`, which are the annotations too. */
function describeFields(
  type: PyType,
  fields: readonly NodeField[],
  heldBy: (field: NodeField) => PyObject,
): void {
  const types = makeDict();
  for (const field of fields) types.setText(field.name, heldBy(field));
  setClassAttribute(type, attributeName("_field_types"), types);
  setClassAttribute(type, attributeName("__annotations_cache__"), types);
}

function isLeaf(type: PyType): boolean {
  return type.subclasses.length === 0;
}

function parseField(text: string): NodeField {
  const [type, name] = text.split(" ") as [string, string];
  const [, bare, suffix] = /^(\w+)(.*)$/.exec(type)! as unknown as [string, string, string];
  const kind = suffix.endsWith("*") ? "list" : suffix === "?" ? "optional" : "one";
  return { name, key: "$" + name, type: bare, kind, optionalItems: suffix === "?*" };
}

function docOfNode([name, fields]: NodeRow): string {
  return fields.length === 0 ? name : `${name}(${fields.join(", ")})`;
}

function docOfSum(name: string, rows: readonly NodeRow[]): string {
  if (rows.length === 1 && rows[0]![0] === name) return docOfNode(rows[0]!);
  return `${name} = ${rows.map(docOfNode).join(`\n${" ".repeat(name.length)} | `)}`;
}

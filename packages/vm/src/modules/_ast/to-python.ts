/**
 * Syntax trees as Python sees them: from the parser's nodes to instances of the node classes.
 */
import { compiler } from "../../kernel/compiler-hook.ts";
import type { SyntaxNode } from "../../kernel/compiler-hook.ts";
import { type HeapObject, type PyObject, propertiesOf } from "../../kernel/object.ts";
import { None } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { valueOf } from "../../objects/code.ts";
import { makeList } from "../../objects/list.ts";
import { type NodeClasses, type NodeField, POSITIONS, nodeClasses } from "./node-classes.ts";

/** The Python node for a node of the parser, with everything below it. */
export function nodeToPython(node: SyntaxNode): PyObject {
  return convertNode(node, nodeClasses());
}

function convertNode(node: SyntaxNode, classes: NodeClasses): PyObject {
  const { type, fields, located } = classes.nodes.get(node.nodeType)!;
  const result: HeapObject = new type.JS();
  const properties = propertiesOf(result);
  for (const field of fields) properties[field.key] = convertField(node[field.name], field, classes);
  if (located) for (const position of POSITIONS) properties["$" + position] = node[position] as number;
  return result;
}

function convertField(value: unknown, field: NodeField, classes: NodeClasses): PyObject {
  if (field.kind !== "list") return convertValue(value, field.type, classes);
  return makeList((value as unknown[]).map((item) => convertValue(item, field.type, classes)));
}

function convertValue(value: unknown, type: string, classes: NodeClasses): PyObject {
  if (value === null || value === undefined) return None;
  switch (type) {
    case "identifier":
    case "string":
      return strFromUtf16(value as string);
    case "int":
      return value as number;
    case "constant":
      return valueOf(compiler().constantOfTree(value));
    default:
      if (typeof value === "string") return classes.members.get(type)!.get(value)!;
      return convertNode(value as SyntaxNode, classes);
  }
}

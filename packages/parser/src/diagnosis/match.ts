/** What a rule matched: enough of a tree to say what is wrong with it. */

/** A node, or a token (`nodeType` ""). `first` and `last` are token indices. */
export interface MatchedNode {
  readonly nodeType: string;
  readonly first: number;
  readonly last: number;
  /** The named parts. */
  readonly parts: Readonly<Record<string, Matched>>;
}

/** `undefined` is no match, `null` an optional part that is absent. */
export type Matched = MatchedNode | null | readonly Matched[];

/** All nodes in a match, lists opened, tokens left out. */
export function nodesIn(value: Matched | undefined): MatchedNode[] {
  if (value === null || value === undefined) return [];
  if (isList(value)) return value.flatMap((item) => nodesIn(item));
  return value.nodeType === "" ? [] : [value];
}

export function isList(value: Matched): value is readonly Matched[] {
  return Array.isArray(value);
}

/** A part that is one node or token. */
export function single(value: Matched | undefined): MatchedNode {
  if (value === null || value === undefined) throw new Error("part is absent");
  return isList(value) ? single(value[0]) : value;
}

/** The items of a Tuple or List, the arguments of a Call. */
export function elementsOf(node: MatchedNode): MatchedNode[] {
  return Object.values(node.parts).flatMap((part) => nodesIn(part));
}

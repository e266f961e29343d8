/**
 * The stages that have a pane, in the order of the pipeline.
 */

export const stageTitles = new Map([
  ["tokens", "Tokens"],
  ["ast", "AST"],
  ["symtable", "Symbol table"],
  ["instructions", "Instructions"],
  ["cfg", "Flow graph"],
  ["dis", "Code object"],
  ["pyc", ".pyc"],
] as const);

export type StageName = typeof stageTitles extends Map<infer Name, string> ? Name : never;

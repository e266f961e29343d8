/**
 * `@pyvm/cli`: the `pyvm` command as a function.
 */
export { main } from "./main.ts";
export type { MainOptions } from "./main.ts";

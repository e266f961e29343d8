/** The public names of `@pyvm/parser`. */
export * as ast from "./ast/generated/nodes.ts";
export { Complex, CodePoints, ELLIPSIS, EllipsisType, Float } from "./ast/constants.ts";
export type { ConstantValue } from "./ast/constants.ts";

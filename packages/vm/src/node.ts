/**
 * `@pyvm/vm/node`: the host on Node.js.
 */
export { createNodeHost } from "./host/node/node-host.ts";
export type { NodeHostOptions, ThreadServices } from "./host/node/node-host.ts";

/**
 * Having V8 collect garbage.
 *
 * What a WeakRef was made for or has answered stays alive until the running job is over, and a Python program is one
 * job. A script evaluated with a microtask queue of its own ends with a checkpoint, at which V8 lets go of all that.
 */

type Collector = { readonly release: () => void; readonly collect: () => void };

let collector: Collector | undefined;

export function collectGarbage(): void {
  collector ??= makeCollector();
  collector.release();
  collector.collect();
}

function makeCollector(): Collector {
  const vm = process.getBuiltinModule("node:vm");
  process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc") as () => void;
  const context = vm.createContext({}, { microtaskMode: "afterEvaluate" });
  const nothing = new vm.Script("0");
  return { release: () => void nothing.runInContext(context), collect };
}

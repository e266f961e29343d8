import { join } from "node:path";
import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { describe, it } from "vitest";
import { layers } from "./layers.js";
import { platformGlobals } from "./platform-globals.js";

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });

function at(path: string, code: string) {
  return { name: `${path}: ${code}`, filename: join(process.cwd(), path), code };
}

tester.run("layers", layers, {
  valid: [
    at("packages/parser/src/index.ts", `import { isXidStart } from "@pyvm/unicode";`),
    at("packages/vm/src/index.ts", `import { compile } from "@pyvm/compiler";`),
    at("packages/vm/src/core.ts", `export { createVM } from "./embedding/vm.ts";`),
    at("packages/vm/src/objects/list.ts", `import { typeError } from "../kernel/raise.ts";`),
    at("packages/vm/src/objects/list.ts", `import { PyTuple } from "./tuple.ts";`),
    at("packages/vm/src/objects/int/add.ts", `import { PyTuple } from "../tuple.ts";`),
    at("packages/vm/src/host/node/files.ts", `import { readFileSync } from "node:fs";`),
    at("packages/vm/src/kernel/type.test.ts", `import { run } from "../interpreter/run-frame.ts";`),
    at("packages/stdlib/build/build.ts", `import { compile } from "@pyvm/compiler";`),
    at("tools/oracle/src/index.ts", `import { readFile } from "node:fs/promises";`),
  ],
  invalid: [
    { ...at("packages/parser/src/index.ts", `import "@pyvm/bytecode";`), errors: [{ messageId: "package" }] },
    {
      ...at("packages/vm/src/embedding/vm.ts", `import type { Code } from "@pyvm/compiler";`),
      errors: [{ messageId: "package" }],
    },
    {
      ...at("packages/compiler/src/pipeline.ts", `import { parse } from "../../parser/src/index.ts";`),
      errors: [{ messageId: "intoPackage" }],
    },
    {
      ...at("packages/vm/src/kernel/type.ts", `export { listType } from "../objects/list.ts";`),
      errors: [{ messageId: "layer", data: { from: "kernel", to: "objects" } }],
    },
    {
      ...at("packages/vm/src/kernel/type.ts", `const vm = await import("../core.ts");`),
      errors: [{ messageId: "layer", data: { from: "kernel", to: "core.ts" } }],
    },
    {
      ...at("packages/vm/src/utils/text.ts", `export const a = 1;`),
      errors: [{ messageId: "unknownLayer" }],
    },
    {
      ...at("packages/vm/src/host/memory.ts", `import { readFileSync } from "node:fs";`),
      errors: [{ messageId: "node" }],
    },
  ],
});

tester.run("platform-globals", platformGlobals, {
  valid: [
    at("packages/cli/src/main.ts", `process.exitCode = 1;`),
    at("packages/vm/src/kernel/type.ts", `const process = 1; export const twice = process * 2;`),
    at("packages/vm/src/host/browser/streams.ts", `document.title = "x";`),
    at("packages/vm/src/kernel/type.ts", `frame.process();`),
  ],
  invalid: [
    { ...at("packages/vm/src/kernel/type.ts", `process.exit();`), errors: [{ messageId: "platform" }] },
    { ...at("packages/parser/src/index.ts", `document.title = "x";`), errors: [{ messageId: "platform" }] },
  ],
});

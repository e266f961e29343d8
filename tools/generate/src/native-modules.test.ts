import { expect, test } from "vitest";
import { nativeModulesText } from "./native-modules.ts";

test("a file that defines a module is listed, and no other", () => {
  const text = nativeModulesText([
    { path: "errno.ts", text: 'export const errnoModule = defineModule("errno", {' },
    { path: "_io/open.ts", text: "export function open() {}" },
    { path: "_io/io.ts", text: 'export const ioModule: ModuleDefinition = defineModule("_io", {' },
  ]);
  expect(text).toContain(
    'import { errnoModule } from "../errno.ts";\nimport { ioModule } from "../_io/io.ts";\n',
  );
  expect(text).toContain("[\n  errnoModule,\n  ioModule,\n];");
});

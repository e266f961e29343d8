/**
 * What lint asks for beyond the compiler: the layers, the platforms, no dead code, no unexplained `any`.
 *
 * The rules need no type information, so that the whole house is checked in seconds.
 */
import { house } from "@pyvm/tool-eslint-plugin";
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores([
    "**/dist/",
    "**/generated/",
    "**/lib/",
    "**/.cache/",
    "**/.turbo/",
    "tools/corpus/*/",
    "!tools/corpus/src/",
  ]),
  {
    files: ["**/*.{ts,js}"],
    extends: [js.configs.recommended, tseslint.configs.strict],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { globals: { console: "readonly" } },
    plugins: { house },
    rules: {
      "house/layers": "error",
      "house/platform-globals": "error",

      eqeqeq: "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "A name is the same on both sides of an import." },
        { selector: "TSEnumDeclaration", message: "Enums are not erasable: use a union of literals." },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],

      // `undefined` is TypeScript's business.
      "no-undef": "off",
      // `DEV:` is the label that release builds drop.
      "no-unused-labels": "off",
      // Source text has control characters, and we match them.
      "no-control-regex": "off",
      "no-misleading-character-class": "off",
      // Parse, then trust: an index that was checked is used without a second question.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Operators on the JS properties of a Python instance are what the VM is made of.
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/unified-signatures": "off",
    },
  },
  {
    // A table's functions have parameters of any type: what they get is checked where their signature is bound.
    files: ["packages/vm/src/kernel/**"],
    rules: { "@typescript-eslint/no-explicit-any": "off" },
  },
  {
    files: ["*.config.{js,ts}", "**/vite.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);

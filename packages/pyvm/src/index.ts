/** The command's package under the name that `npx pyvm` looks for. */
export * from "@pyvm/cli";

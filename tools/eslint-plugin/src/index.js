/** The rules of this repository, for eslint.config.js. */
import { layers } from "./layers.js";
import { platformGlobals } from "./platform-globals.js";

export const house = {
  meta: { name: "@pyvm/tool-eslint-plugin" },
  rules: { layers, "platform-globals": platformGlobals },
};

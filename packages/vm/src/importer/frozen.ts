/**
 * Frozen modules: those of the library that starting Python imports, found without looking through directories
 * (CPython Python/frozen.c, import.c).
 *
 * CPython has them in its executable. Here they are files of the library like any other, but importlib is told
 * where each one is; what Python sees of them (`<frozen os>` in tracebacks, `__spec__.origin`) is the same.
 */
import { MAGIC_BYTES, PYC_HEADER_SIZE } from "@pyvm/bytecode";
import { readIfPresent } from "../host/read-file.ts";
import { compileSource } from "../interpreter/compile.ts";
import { rt } from "../kernel/state.ts";
import { PyCode, trust } from "../objects/code.ts";
import { loadsValue } from "./marshal-values.ts";
import { renameCode } from "./rename-code.ts";

export type FrozenModule = {
  /** The library's module this is, `<` in front when it is a package's `__init__` under its own name. */
  readonly original: string;
  readonly isPackage: boolean;
  /** Part of importing itself: frozen even with `-X frozen_modules=off`. */
  readonly essential: boolean;
};

const FROZEN = new Map<string, FrozenModule>();

function freeze(names: string, properties: Partial<FrozenModule> = {}): void {
  for (const name of names.split(" ")) {
    FROZEN.set(name, { original: name, isPackage: false, essential: false, ...properties });
  }
}

freeze("_frozen_importlib", { original: "importlib._bootstrap", essential: true });
freeze("_frozen_importlib_external", { original: "importlib._bootstrap_external", essential: true });
freeze("zipimport", { essential: true });
freeze("abc codecs io _collections_abc _sitebuiltins genericpath ntpath posixpath os site stat");
freeze("importlib.util importlib.machinery runpy");
freeze("__hello__");
freeze("__hello_alias__ __phello_alias__.spam", { original: "__hello__" });
freeze("__phello_alias__", { original: "__hello__", isPackage: true });
freeze("__phello__", { isPackage: true });
freeze("__phello__.__init__", { original: "<__phello__" });
freeze("__phello__.spam");

export const frozenModuleNames: readonly string[] = [...FROZEN.keys()];

/** Which frozen modules an interpreter uses: those needed to import at all, or all. */
export type FrozenModules = { readonly library: string; all: boolean };

/** What is known of a frozen module; undefined when it is none, or not used. */
export function findFrozen(modules: FrozenModules, name: string): FrozenModule | undefined {
  const found = FROZEN.get(name);
  return found !== undefined && (modules.all || found.essential) ? found : undefined;
}

/** The code of a frozen module: what the library's build compiled, else its source compiled now; null without both. */
export function loadFrozenCode(modules: FrozenModules, frozen: FrozenModule): PyCode | null {
  const { original, isPackage } = frozen;
  const module = original.replace(/^</, "");
  const path = `${modules.library}/${module.replaceAll(".", "/")}`;
  const isInit =
    original !== module || (isPackage && FROZEN.has(original) && FROZEN.get(original)!.isPackage);
  const code = loadLibraryCode(isInit ? `${path}/__init__` : path);
  if (code !== null) renameCode(code, `<frozen ${module}>`);
  return code;
}

/** The code of `<path>.py`. */
function loadLibraryCode(path: string): PyCode | null {
  const slash = path.lastIndexOf("/");
  const compiled = readIfPresent(
    rt.host.files,
    `${path.slice(0, slash)}/__pycache__/${path.slice(slash + 1)}.pyvm-314.pyc`,
  );
  if (compiled !== null && isCurrent(compiled)) {
    const code = loadsValue(compiled.subarray(PYC_HEADER_SIZE));
    if (code instanceof PyCode) return trust(code);
  }
  const filename = `${path}.py`;
  const source = readIfPresent(rt.host.files, filename);
  return source === null ? null : compileSource({ source, filename, mode: "exec", optimize: 0, flags: 0 });
}

function isCurrent(pyc: Uint8Array): boolean {
  return pyc.length > PYC_HEADER_SIZE && MAGIC_BYTES.every((byte, index) => pyc[index] === byte);
}

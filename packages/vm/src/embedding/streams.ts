/**
 * The standard streams: text over the host's descriptors 0, 1 and 2 (pylifecycle.c, create_stdio).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { HostError } from "../host/host.ts";
import type { PyObject } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { getAttribute, setAttribute } from "../protocols/attribute.ts";
import { call, callMethod } from "../protocols/call.ts";

/** A standard stream; None when its descriptor is not open. */
export function openStream(
  io: PyObject,
  name: "stdin" | "stdout" | "stderr",
  fd: number,
  unbuffered: boolean,
): PyObject {
  if (!isOpen(fd)) return None;
  const open = must(getAttribute(io, attributeName("open")));
  const mode = name === "stdin" ? "rb" : "wb";
  const direct = unbuffered && name !== "stdin";
  const buffer = must(call(open, [fd, mode, direct ? 0 : -1, None, None, None, false]));
  const raw = direct ? buffer : must(getAttribute(buffer, attributeName("raw")));
  must(setAttribute(raw, attributeName("name"), `<${name}>`));
  const interactive = must(callMethod(raw, attributeName("isatty"), [])) === true;
  const wrapper = must(getAttribute(io, attributeName("TextIOWrapper")));
  const lineBuffering = name === "stderr" || interactive;
  const errors = name === "stderr" ? "backslashreplace" : isPosixLocale() ? "surrogateescape" : "strict";
  const newline = name === "stdin" ? None : "\n";
  const stream = must(call(wrapper, [buffer, "utf-8", errors, newline, lineBuffering, direct]));
  must(setAttribute(stream, attributeName("mode"), name === "stdin" ? "r" : "w"));
  return stream;
}

function isOpen(fd: number): boolean {
  try {
    rt.host.files.statusOf(fd);
    return true;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

/** In the POSIX locale nothing is known of the encoding: bytes that are not UTF-8 pass through (PEP 538, PEP 540). */
function isPosixLocale(): boolean {
  const { environment } = rt.host;
  const locale = environment.get("LC_ALL") || environment.get("LC_CTYPE") || environment.get("LANG") || "C";
  return ["C", "POSIX", "C.UTF-8", "C.utf8"].includes(locale);
}

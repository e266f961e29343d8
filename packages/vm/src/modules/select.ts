/**
 * `select`: waiting for descriptors. Files of the host are always ready, sockets of the process when they have data.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { defineModule, fn } from "../kernel/define.ts";
import { exceptionTypes } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { UNWINDING, must, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { isInstance, intType } from "../kernel/type.ts";
import { toDouble } from "../objects/float.ts";
import { makeList } from "../objects/list.ts";
import { makeTuple } from "../objects/tuple.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { call } from "../protocols/call.ts";
import { listOf } from "../protocols/iterate.ts";
import { toIndex } from "../protocols/number.ts";
import { endpointOf } from "./_socket/endpoint.ts";

/** An int, or an object with fileno(). */
function descriptorOf(object: PyObject): number {
  let number = object;
  if (!isInstance(object, intType)) {
    const fileno = must(getAttributeOrAbsent(object, attributeName("fileno")));
    if (fileno === null) throw typeError("argument must be an int, or have a fileno() method.");
    number = must(call(fileno, []));
  }
  const fd = must(toIndex(number, "OverflowError"));
  if (fd < 0) throw valueError(`file descriptor cannot be a negative integer (${fd})`);
  return fd;
}

/** How long the host sleeps before interrupts are looked for. */
const SLICE = 0.05;

function select(readers: PyObject, writers: PyObject, exceptional: PyObject, timeout: PyObject): Result {
  const [reading, writing] = [readers, writers].map((list) =>
    must(listOf(list)).map((object) => ({ object, fd: descriptorOf(object) })),
  ) as [{ object: PyObject; fd: number }[], { object: PyObject; fd: number }[]];
  must(listOf(exceptional)).forEach(descriptorOf);
  let remaining = timeout === None ? Infinity : toDouble(timeout);
  if (remaining < 0) throw valueError("timeout must be non-negative");
  for (;;) {
    const readable = reading.filter(({ fd }) => endpointOf(fd)?.isReadable !== false);
    if (readable.length > 0 || writing.length > 0 || remaining <= 0) {
      const objects = (items: readonly { object: PyObject }[]) => makeList(items.map(({ object }) => object));
      return makeTuple([objects(readable), objects(writing), makeList([])]);
    }
    const slice = Math.min(SLICE, remaining);
    rt.host.clock.sleep(slice);
    remaining -= slice;
    if (!rt.tick()) throw UNWINDING;
  }
}

export const selectModule = defineModule("select", {
  doc: "Waiting for descriptors.",
  constants: { error: exceptionTypes.OSError, PIPE_BUF: 4096 },
  functions: {
    select: fn(
      "($module, rlist, wlist, xlist, timeout=None, /)",
      "Wait until descriptors are ready.",
      select,
    ),
  },
});

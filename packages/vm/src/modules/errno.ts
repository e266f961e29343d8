/**
 * `errno`: the system's error numbers.
 */
import { defineModule } from "../kernel/define.ts";
import { ERRNO } from "../host/errno.ts";
import { makeDict } from "../objects/dict/dict.ts";

/** Second names of the same numbers. */
const ALIASES = { EWOULDBLOCK: ERRNO.EAGAIN, ENOTSUP: ERRNO.EOPNOTSUPP, EDEADLOCK: ERRNO.EDEADLK };

export const errnoModule = defineModule("errno", {
  doc: "The system's error numbers.",
  constants: { ...ERRNO, ...ALIASES },
  execute(namespace) {
    const names = makeDict();
    for (const [name, number] of Object.entries(ERRNO)) void names.set(number, name);
    namespace.set("errorcode", names);
  },
});

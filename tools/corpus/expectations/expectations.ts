/**
 * Corpus programs that pyvm does not run as CPython does yet, each with the reason.
 *
 * A program named here must fail: when it passes, the test says so and the line goes.
 */
export const expectations: Readonly<Record<string, string>> = {
  "coroutines/async_generators":
    "an abandoned generator is closed when its last reference goes; without reference counts, nobody notices",
};

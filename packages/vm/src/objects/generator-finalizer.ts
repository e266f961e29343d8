/**
 * What a generator, coroutine or async generator does last (CPython Objects/genobject.c, _PyGen_Finalize): a suspended
 * one is closed, or handed to the finalizer of sys.set_asyncgen_hooks(); a coroutine that never started warns.
 */
import { type Finalizer, holdForFinalization } from "../kernel/finalization.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { pendingException, raiseCaught } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { call } from "../protocols/call.ts";
import { PyAsyncGenerator } from "./async-generator.ts";
import { PyCoroutine } from "./coroutine.ts";
import { type PyFrame, evaluator } from "./frame.ts";
import { CREATED, FINISHED, type PyGeneratorBase, RUNNING, closeGenerator } from "./generator.ts";
import { textOf } from "./item-array.ts";

/** Called for each generator that is created. One that would only be thrown away when it is closed need not be held. */
export function holdGenerator(generator: PyGeneratorBase): void {
  // The first handler turns StopIteration into RuntimeError and runs no code of the program.
  if (generator.frame.code.handlers.length > 1 || generator.kind !== "generator")
    holdForFinalization(generator, generatorFinalizer);
}

/** A stand-in's frame leads to the stand-in, so that it can run. */
const frames = { detach: ownFrame, attach: (generator: PyGeneratorBase) => ownFrame(generator, generator) };

function ownFrame(generator: PyGeneratorBase, owner: PyGeneratorBase): void {
  const frame: PyFrame = generator.frame;
  frame.generator = owner;
}

const generatorFinalizer: Finalizer<PyGeneratorBase> = {
  ...frames,
  doing: "closing generator",
  subject: (generator) => generator,
  state: (generator) => {
    if (generator.state === FINISHED) return "over";
    if (generator.state === RUNNING) return "in use";
    return generator.state === CREATED && generator.kind === "generator" ? "in use" : "due";
  },
  finalize: (generator) => {
    if (generator instanceof PyAsyncGenerator && generator.finalizer !== None && !generator.closed)
      return finalizeByHook(generator);
    if (!(generator instanceof PyCoroutine) || generator.state !== CREATED) return closeGenerator(generator);
    warnUnawaited(generator);
    generator.state = FINISHED;
    return None;
  },
};

function finalizeByHook(generator: PyAsyncGenerator): Result {
  if (call(generator.finalizer, [generator]) === undefined)
    hooks.reportUnraisable("Exception ignored while finalizing generator", generator);
  return None;
}

/** By `warnings`, which can tell where the coroutine was created; plainly when that fails. */
function warnUnawaited(coroutine: PyCoroutine): void {
  let warned = false;
  const warn = unawaitedWarning();
  if (warn !== undefined && warn !== null)
    warned = call(warn, [coroutine]) !== undefined || isRuntimeWarning();
  if (rt.pending !== null) reportFinalizing(coroutine);
  if (warned) return;
  const message = `coroutine '${textOf(coroutine.qualname)}' was never awaited`;
  if (hooks.warn("RuntimeWarning", message, 1) === undefined) reportFinalizing(coroutine);
}

/** undefined with the exception pending, null when the module has none. */
function unawaitedWarning(): PyObject | null | undefined {
  try {
    const warnings = hooks.importModule("warnings");
    return warnings === undefined ? undefined : getAttributeOrAbsent(warnings, warnName);
  } catch (caught) {
    return raiseCaught(caught);
  }
}

const warnName = attributeName("_warn_unawaited_coroutine");

function isRuntimeWarning(): boolean {
  return isInstanceOfException(pendingException(), exceptionTypes.RuntimeWarning);
}

function reportFinalizing(coroutine: PyCoroutine): void {
  hooks.reportUnraisable("Exception ignored while finalizing coroutine", coroutine);
}

evaluator.finalizeGenerator = (generator) => {
  generatorFinalizer.finalize(generator);
  closeGenerator(generator);
  generator.frame.stack.fill(undefined);
};

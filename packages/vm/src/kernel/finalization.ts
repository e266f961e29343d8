/**
 * Finalization: the last thing an object does when nothing refers to it any more. `__del__`, the end of a suspended
 * generator, the warning of a coroutine that nobody awaited.
 *
 * JavaScript's collector gives back nothing of what it took. So objects that have a last thing to do are held here
 * until it is done, and a collection (gc.collect()) puts a *stand-in* in the place of each, lets go of the object
 * itself and has the engine collect. Where the object is gone, its stand-in does the last thing, being all that the
 * object was; where it is not, the stand-in is forgotten. At the end of the program everything that is still held does
 * its last thing. A cycle through such an object ends there too: its stand-in keeps the cycle alive.
 */
import { hooks } from "./hooks.ts";
import { takeIdentity } from "./identity.ts";
import type { HeapObject, PyObject } from "./object.ts";
import { raiseCaught } from "./raise.ts";
import { rt } from "./state.ts";

/** What a kind of objects does last. */
export type Finalizer<T extends HeapObject = HeapObject> = {
  /** Whether the last thing is still to be done; an object in use is not looked at. */
  readonly state: (object: T) => "due" | "in use" | "over";
  /** Before a collection: nothing that the stand-in leads to may lead to the object because of its kind. */
  readonly detach?: (object: T, standIn: T) => void;
  /** After a collection that the object outlived. */
  readonly attach?: (object: T) => void;
  /** Does it; answers undefined with the exception pending, and says what for. */
  readonly finalize: (object: T) => unknown;
  readonly doing: string;
  /** What a report of the exception names. */
  readonly subject: (object: T) => PyObject;
};

type Held = { readonly object: HeapObject; readonly finalizer: Finalizer };
type Suspect = {
  readonly object: WeakRef<HeapObject>;
  readonly standIn: HeapObject;
  readonly finalizer: Finalizer;
};

/** What one interpreter holds. */
class Holder {
  held: Held[] = [];
  /** How many may be held before those that are over are dropped. */
  limit = 1000;
}

const holders = new WeakMap<object, Holder>();
let lastInterpreter: object | null = null;
let lastHolder = new Holder();

function holder(): Holder {
  const { interpreter } = rt;
  if (interpreter === lastInterpreter) return lastHolder;
  let found = holders.get(interpreter);
  if (found === undefined) holders.set(interpreter, (found = new Holder()));
  lastInterpreter = interpreter;
  return (lastHolder = found);
}

/** Hold an object until it has done its last thing. Called for each that is created. */
export function holdForFinalization<T extends HeapObject>(object: T, finalizer: Finalizer<T>): void {
  const here = holder();
  if (here.held.push({ object, finalizer: finalizer as unknown as Finalizer }) > here.limit)
    dropFinished(here);
}

function dropFinished(here: Holder): void {
  here.held = here.held.filter(({ object, finalizer }) => finalizer.state(object) !== "over");
  here.limit = Math.max(1000, 2 * here.held.length);
}

/**
 * Finalize what is unreachable, as far as `collect` finds it; `noticeDeaths` runs the callbacks of weak references
 * afterwards, as when CPython's last reference goes. Answers how many objects were finalized.
 */
export function finalizeUnreachable(collect: () => void, noticeDeaths: () => void): number {
  const here = holder();
  let count = 0;
  for (let found = -1; found !== 0;) {
    const suspects = releaseHeld(here);
    collect();
    found = finalizeDead(here, suspects);
    noticeDeaths();
    count += found;
  }
  return count;
}

/** Let go of the objects that are held; a function of its own, which leaves none of them in a variable. */
function releaseHeld(here: Holder): Suspect[] {
  dropFinished(here);
  const { held } = here;
  here.held = held.filter(({ object, finalizer }) => finalizer.state(object) === "in use");
  return held
    .filter(({ object, finalizer }) => finalizer.state(object) === "due")
    .map(({ object, finalizer }) => {
      const standIn = standInFor(object);
      finalizer.detach?.(object, standIn);
      return { object: new WeakRef(object), standIn, finalizer };
    });
}

/** A second object with everything that the first has. */
function standInFor<T extends HeapObject>(object: T): T {
  const properties = Object.getOwnPropertyDescriptors(object);
  // A view over the object's attributes leads back to it.
  delete (properties as { dictView?: unknown }).dictView;
  const standIn = Object.create(Object.getPrototypeOf(object) as object, properties) as T;
  takeIdentity(standIn, object);
  return standIn;
}

function finalizeDead(here: Holder, suspects: readonly Suspect[]): number {
  const dead: Suspect[] = [];
  const alive: Held[] = [];
  for (const suspect of suspects) {
    const object = suspect.object.deref();
    if (object === undefined) {
      dead.push(suspect);
    } else {
      suspect.finalizer.attach?.(object);
      alive.push({ object, finalizer: suspect.finalizer });
    }
  }
  here.held = [...alive, ...here.held];
  for (const { standIn, finalizer } of dead) finalize(standIn, finalizer);
  return dead.length;
}

/** At the end of the program: finalize everything. */
export function finalizeAll(): void {
  const here = holder();
  while (here.held.length > 0) {
    const { held } = here;
    here.held = [];
    for (const { object, finalizer } of held)
      if (finalizer.state(object) === "due") finalize(object, finalizer);
  }
}

function finalize(object: HeapObject, finalizer: Finalizer): void {
  try {
    if (finalizer.finalize(object) !== undefined) return;
  } catch (caught) {
    raiseCaught(caught);
  }
  hooks.reportUnraisable(`Exception ignored while ${finalizer.doing}`, finalizer.subject(object));
}

/**
 * The module `_heapq`: priority queues in lists (library reference, "heapq"; CPython Modules/_heapqmodule.c). The
 * comparisons made, and their order, are CPython's.
 */
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { indexError, raise, runtimeError, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { typeName } from "../kernel/type.ts";
import { PyList } from "../objects/list.ts";
import { compareBool } from "../protocols/compare.ts";

/** Whether one item goes above another: smaller in a min-heap, larger in a max-heap. */
type Above = (a: PyObject, b: PyObject) => boolean | undefined;
const minimum: Above = (a, b) => compareBool(a, b, "__lt__");
const maximum: Above = (a, b) => compareBool(b, a, "__lt__");

/** Compare two items of the heap; what a comparison does to the list is noticed. */
function compareItems(heap: PyList, above: Above, a: PyObject, b: PyObject): boolean | undefined {
  const size = heap.items.length;
  const result = above(a, b);
  if (result === undefined) return undefined;
  return size === heap.items.length ? result : raise(runtimeError("list changed size during iteration"));
}

/** Move the item at `position` towards the root, not beyond `start`, until its parent is above it. */
function siftDown(heap: PyList, start: number, position: number, above: Above): true | undefined {
  while (position > start) {
    const parent = (position - 1) >> 1;
    const item = heap.items[position]!;
    const parentItem = heap.items[parent]!;
    const rises = compareItems(heap, above, item, parentItem);
    if (rises === undefined) return undefined;
    if (!rises) break;
    heap.items[parent] = item;
    heap.items[position] = parentItem;
    position = parent;
  }
  return true;
}

/** Move the item at `start` to a leaf along the upper children, then up again to where it belongs. */
function siftUp(heap: PyList, start: number, above: Above): true | undefined {
  const end = heap.items.length;
  let position = start;
  while (position < end >> 1) {
    let child = 2 * position + 1;
    if (child + 1 < end) {
      const left = compareItems(heap, above, heap.items[child]!, heap.items[child + 1]!);
      if (left === undefined) return undefined;
      if (!left) child++;
    }
    const item = heap.items[position]!;
    heap.items[position] = heap.items[child]!;
    heap.items[child] = item;
    position = child;
  }
  return siftDown(heap, start, position, above);
}

function checkList(name: string, argument: string, heap: PyObject): heap is PyList {
  if (heap instanceof PyList) return true;
  raise(typeError(`${name}() ${argument} must be list, not ${typeName(heap)}`));
  return false;
}

const push =
  (name: string, above: Above) =>
  (heap: PyObject, item: PyObject): Result => {
    if (!checkList(name, "argument 1", heap)) return undefined;
    heap.items.push(item);
    return siftDown(heap, 0, heap.items.length - 1, above) === undefined ? undefined : None;
  };

const pop =
  (name: string, above: Above) =>
  (heap: PyObject): Result => {
    if (!checkList(name, "argument", heap)) return undefined;
    if (heap.items.length === 0) return raise(indexError("index out of range"));
    const last = heap.items.pop()!;
    if (heap.items.length === 0) return last;
    const top = heap.items[0]!;
    heap.items[0] = last;
    return siftUp(heap, 0, above) === undefined ? undefined : top;
  };

const replace =
  (name: string, above: Above) =>
  (heap: PyObject, item: PyObject): Result => {
    if (!checkList(name, "argument 1", heap)) return undefined;
    if (heap.items.length === 0) return raise(indexError("index out of range"));
    const top = heap.items[0]!;
    heap.items[0] = item;
    return siftUp(heap, 0, above) === undefined ? undefined : top;
  };

const pushPop =
  (name: string, above: Above) =>
  (heap: PyObject, item: PyObject): Result => {
    if (!checkList(name, "argument 1", heap)) return undefined;
    if (heap.items.length === 0) return item;
    const top = heap.items[0]!;
    const rises = above(top, item);
    if (rises === undefined) return undefined;
    if (!rises) return item;
    if (heap.items.length === 0) return raise(indexError("index out of range"));
    const result = heap.items[0]!;
    heap.items[0] = item;
    return siftUp(heap, 0, above) === undefined ? undefined : result;
  };

const heapify =
  (name: string, above: Above) =>
  (heap: PyObject): Result => {
    if (!checkList(name, "argument", heap)) return undefined;
    for (let i = (heap.items.length >> 1) - 1; i >= 0; i--)
      if (siftUp(heap, i, above) === undefined) return undefined;
    return None;
  };

const WITH_ITEM = "($module, heap, item, /)";
const HEAP_ONLY = "($module, heap, /)";

export const heapqModule: ModuleDefinition = defineModule("_heapq", {
  doc: "Heaps: lists in which every item is no larger than those at twice its index plus one and two.",
  functions: {
    heappush: fn(WITH_ITEM, "Push item onto the heap.", push("heappush", minimum)),
    heappop: fn(HEAP_ONLY, "Pop the smallest item off the heap.", pop("heappop", minimum)),
    heapreplace: fn(WITH_ITEM, "Pop the smallest item, then push item.", replace("heapreplace", minimum)),
    heappushpop: fn(WITH_ITEM, "Push item, then pop the smallest item.", pushPop("heappushpop", minimum)),
    heapify: fn(HEAP_ONLY, "Make a heap of a list, in place.", heapify("heapify", minimum)),
    heappush_max: fn(WITH_ITEM, "Push item onto the max-heap.", push("heappush_max", maximum)),
    heappop_max: fn(HEAP_ONLY, "Pop the largest item off the max-heap.", pop("heappop_max", maximum)),
    heapreplace_max: fn(
      WITH_ITEM,
      "Pop the largest item, then push item.",
      replace("heapreplace_max", maximum),
    ),
    heappushpop_max: fn(
      WITH_ITEM,
      "Push item, then pop the largest item.",
      pushPop("heappushpop_max", maximum),
    ),
    heapify_max: fn(HEAP_ONLY, "Make a max-heap of a list, in place.", heapify("heapify_max", maximum)),
  },
});

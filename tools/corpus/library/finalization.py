"""What objects do last, when a collection finds that nothing refers to them."""
import gc
import sys
import warnings
import weakref


class Tracked:
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print("__del__", self.name)


class Derived(Tracked):
    __slots__ = ("extra",)


class Fails:
    def __del__(self):
        raise ValueError("in __del__")


class Revived:
    def __del__(self):
        print("revived")
        revived.append(self)


revived = []


def instances():
    object = Tracked("a")
    reference = weakref.ref(object, lambda r: print("callback", r() is None))
    del object
    gc.collect()
    print(reference() is None, reference.__callback__)
    derived = Derived("b", Tracked("held"))
    derived.extra = 1
    del derived
    gc.collect()
    kept = Tracked("c")
    gc.collect()
    print("kept", kept.name)
    del kept
    gc.collect()


def exceptions_in_del():
    seen = []
    sys.unraisablehook = lambda unraisable: seen.append(unraisable)
    Fails()
    gc.collect()
    sys.unraisablehook = sys.__unraisablehook__
    [unraisable] = seen
    print(unraisable.exc_type.__name__, unraisable.exc_value, unraisable.err_msg.split(" at ")[0])


def resurrection():
    object = Revived()
    number = id(object)
    del object
    gc.collect()
    print(len(revived), id(revived[0]) == number)
    revived.clear()
    gc.collect()
    print(revived)


def generators():
    def generator(name):
        try:
            yield name
        finally:
            print("closed", name)

    suspended = generator("suspended")
    next(suspended)
    del suspended
    gc.collect()
    unstarted = generator("unstarted")
    del unstarted
    gc.collect()
    kept = generator("kept")
    print(next(kept))
    gc.collect()
    print(list(kept))


def coroutines():
    async def never():
        pass

    async def numbers():
        yield 1

    async def main():
        async for number in numbers():
            print("number", number)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        never()
        gc.collect()
        numbers().asend(None)
        gc.collect()
        numbers().aclose()
        gc.collect()
    for warning in caught:
        print(warning.category.__name__, warning.message)
    try:
        main().send(None)
    except StopIteration as stop:
        print("awaited", stop.value)


def origin():
    async def tracked():
        pass

    sys.set_coroutine_origin_tracking_depth(2)
    coroutine = tracked()
    sys.set_coroutine_origin_tracking_depth(0)
    print([(name, line > 0) for _, line, name in coroutine.cr_origin])
    coroutine.close()


def weak_containers():
    class Key:
        pass

    keys = [Key() for _ in range(3)]
    mapping = weakref.WeakKeyDictionary((key, i) for i, key in enumerate(keys))
    values = weakref.WeakValueDictionary(enumerate(keys))
    finalizer = weakref.finalize(keys[1], print, "finalized")
    del keys[1]
    gc.collect()
    print(sorted(mapping.values()), sorted(values), finalizer.alive)
    print(weakref.getweakrefcount(keys[0]) >= 1)


instances()
exceptions_in_del()
resurrection()
generators()
coroutines()
origin()
weak_containers()

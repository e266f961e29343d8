"""What objects say that were changed, closed or misused behind the back of who uses them."""
import codecs
import time
import warnings
from collections import OrderedDict


def attempt(action, *args):
    try:
        print("value", repr(action(*args)))
    except BaseException as error:
        print(type(error).__name__, error, getattr(error, "__notes__", []))


def codec_notes():
    def search(name):
        if name == "failing_codec":
            return codecs.CodecInfo(fail, fail, name="failing_codec")

    def fail(text, errors="strict"):
        raise RuntimeError("no")

    codecs.register(search)
    attempt("text".encode, "failing_codec")
    attempt(b"text".decode, "failing_codec")
    attempt(codecs.encode, "text", "failing_codec")


def unicode_errors():
    error = UnicodeEncodeError("ascii", "abcd", 1, 3, "why")
    print(error)
    error.start, error.end = 100, 5
    print(error)
    error.start, error.end, error.reason, error.encoding = 1, 2, 12, 34
    print(error)
    del error.object
    print(repr(str(error)))
    print(UnicodeDecodeError("ascii", bytearray(b"abc"), 0, 1, "why"), UnicodeTranslateError("\u3042", 0, 1, "no"))

    class Deletes(str):
        def __str__(self):
            del evil.object
            return self

    evil = UnicodeDecodeError("ascii", b"x", 0, 1, Deletes("why"))
    attempt(str, evil)
    missing = ImportError("message")
    del missing.msg
    print(missing.msg)


def surrogates():
    decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
    print([ascii(decoder.decode(part)) for part in (b"\xed", b"\xa0", b"\x80")])
    try:
        "[\udc80\ud800\udfff]".encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        print(error.start, error.end)


def struct_sequences():
    attempt(time.struct_time, "123456789", {"tm_zone": "z", "error": 1})
    attempt(time.struct_time, "1234567890", {"tm_zone": "z"})
    print(type(time.struct_time.tm_year).__name__)


def ordered_dicts():
    class Key:
        def __hash__(self):
            return 1

        def __eq__(self, other):
            if armed:
                first.clear()
            return type(other) is Key

    armed = False
    first, second = OrderedDict.fromkeys([Key(), 2]), OrderedDict.fromkeys([Key(), 2])
    armed = True
    attempt(first.__eq__, second)


def generators():
    class Odd(Exception):
        def __new__(cls, *args):
            return cls

    def generator():
        yield

    odd = generator()
    try:
        odd.throw(Odd)
    except TypeError as error:
        print("should have returned an instance of BaseException" in str(error))
    print(list(odd))

    async def coroutine():
        pass

    unstarted = coroutine()
    frame = unstarted.cr_frame
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        frame.clear()
    print([str(warning.message) for warning in caught])
    unstarted.close()
    for text in (type(unstarted).send.__doc__, type(odd).throw.__doc__):
        print("generator" in text, "coroutine" in text)
    finished = generator()
    next(finished)
    next(finished, None)


def awaitables():
    class Countdown:
        def __init__(self):
            self.count = 2

        def __aiter__(self):
            return self

        async def __anext__(self):
            if self.count == 0:
                raise StopAsyncIteration
            self.count -= 1
            return self.count

    class Wrong:
        def __anext__(self):
            return iter("abc")

    async def main():
        countdown = Countdown()
        return [await anext(countdown, "default") for _ in range(4)]

    async def wrong():
        await anext(Wrong(), "default")

    for function in (main, wrong):
        try:
            function().send(None)
        except StopIteration as stop:
            print(stop.value)
        except TypeError as error:
            print(error)


def bases():
    armed = False

    class Meta(type):
        def mro(cls):
            if armed and cls.__name__ == "First":
                Second.__bases__ = (First,)
            if armed and cls.__name__ == "Second":
                First.__bases__ = (Second,)
            return type.mro(cls)

    class Base(metaclass=Meta):
        pass

    class First(Base):
        pass

    class Second(Base):
        pass

    armed = True
    try:
        First.__bases__ += ()
    except TypeError as error:
        print(error)


def long_searches():
    many, other = "a" * 100_000, "b" * 100_000
    text = many + many + other + many + many
    part = many + other + other + many
    print(text.find(part), text.count(part), (text + part).find(part), (text + part).index(part, 5))
    print(("\U0001f600" + text + part).find(part))


codec_notes()
unicode_errors()
surrogates()
struct_sequences()
ordered_dicts()
generators()
awaitables()
bases()
long_searches()

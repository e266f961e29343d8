"""Slices in all directions, slice objects and indexing with __index__."""

s = list(range(10))
for text in ["s[:]", "s[2:5]", "s[:3]", "s[7:]", "s[-3:]", "s[:-3]", "s[::2]", "s[1::3]", "s[::-1]", "s[8:2:-2]", "s[-2:-8:-3]", "s[5:2]", "s[100:]", "s[-100:3]", "s[3:100]", "s[::100]", "s[None:None:None]", "s[2:5][1:]", "'hello'[1:-1]", "(1, 2, 3)[::-1]", "b'bytes'[1:3]", "range(10)[2:8:2]", "range(10)[::-1]"]:
    print(text, eval(text))
print(slice(1, 2), slice(5), slice(1, 2, 3), slice(1, 5, 2).indices(4), slice(None, None, -1).indices(5), slice(1, 2) == slice(1, 2), slice(3).stop, hash(slice(1)) == hash(slice(1)))
cut = slice(2, 6, 2)
print(s[cut], "abcdefgh"[cut], (cut.start, cut.stop, cut.step))


class Probe:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


p = Probe()
print(p[1], p[1:2], p[1:2, 3], p[...], p[::], p[:, 1], p[1,], p[()], p["a":"b"], p[*[1, 2]], p[0, *"ab"])
p[1:2] = 3
p[0], p[1] = 4, 5
del p[5], p[1:]


class Index:
    def __index__(self):
        return 3


print(s[Index()], s[:Index()], s[Index()::Index()], [0] * Index(), range(10)[Index()], "abcdef"[Index()])
for attempt in ["s['a']", "s[1.0]", "s[::0]", "s['a':]", "p.x[0]", "print(end='')[1:]", "s[1, 2]"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
del s[::3]
print(s)
s[len(s):] = [100]
s[2:4] = range(3)
print(s)

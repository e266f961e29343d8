"""An LRU cache as a doubly linked list, compared with one on a dict; a decorator on top."""


class Node:
    __slots__ = ("key", "value", "previous", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.previous = self.next = self


class LinkedCache:
    def __init__(self, capacity):
        self.capacity, self.nodes, self.root = capacity, {}, Node()
        self.hits = self.misses = 0

    def __getitem__(self, key):
        try:
            node = self.nodes[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        self.unlink(node)
        self.push(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.nodes:
            self.unlink(self.nodes[key])
        elif len(self.nodes) >= self.capacity:
            oldest = self.root.next
            self.unlink(oldest)
            del self.nodes[oldest.key]
        node = self.nodes[key] = Node(key, value)
        self.push(node)

    def unlink(self, node):
        node.previous.next, node.next.previous = node.next, node.previous

    def push(self, node):
        last = self.root.previous
        node.previous, node.next = last, self.root
        last.next = self.root.previous = node

    def __iter__(self):
        node = self.root.next
        while node is not self.root:
            yield node.key
            node = node.next

    def __len__(self):
        return len(self.nodes)


class DictCache(dict):
    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity

    def __getitem__(self, key):
        value = self.pop(key)
        super().__setitem__(key, value)
        return value

    def __setitem__(self, key, value):
        self.pop(key, None)
        if len(self) >= self.capacity:
            del self[next(iter(self))]
        super().__setitem__(key, value)


def cached(capacity):
    def decorate(function):
        cache = LinkedCache(capacity)

        def wrapper(*args):
            try:
                return cache[args]
            except KeyError:
                value = cache[args] = function(*args)
                return value

        wrapper.cache = cache
        return wrapper

    return decorate


linked, plain = LinkedCache(3), DictCache(3)
script = [("set", "a", 1), ("set", "b", 2), ("set", "c", 3), ("get", "a"), ("set", "d", 4), ("get", "b"), ("set", "a", 10), ("get", "c"), ("set", "e", 5), ("get", "d")]
for action, key, *value in script:
    results = []
    for cache in (linked, plain):
        if action == "set":
            cache[key] = value[0]
            results.append("ok")
        else:
            try:
                results.append(cache[key])
            except KeyError as error:
                results.append(f"miss {error}")
    print(action, key, *value, "->", *results, list(linked), list(plain))
    assert list(linked) == list(plain) and results[0] == results[1]


@cached(100)
def paths(x, y):
    return 1 if x == 0 or y == 0 else paths(x - 1, y) + paths(x, y - 1)


print(paths(12, 12), paths.cache.hits, paths.cache.misses, len(paths.cache))

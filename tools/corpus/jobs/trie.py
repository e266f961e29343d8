"""A trie: insertion, lookup, completion, wildcard search, deletion."""


class Trie:
    def __init__(self, words=()):
        self.root, self.size = {}, 0
        for word in words:
            self.add(word)

    def add(self, word):
        node = self.root
        for letter in word:
            node = node.setdefault(letter, {})
        self.size += "" not in node
        node[""] = True

    def __contains__(self, word):
        node = self.find(word)
        return node is not None and "" in node

    def __len__(self):
        return self.size

    def __iter__(self):
        return self.words(self.root, "")

    def find(self, prefix):
        node = self.root
        for letter in prefix:
            if letter not in node:
                return None
            node = node[letter]
        return node

    def words(self, node, prefix):
        if "" in node:
            yield prefix
        for letter in sorted(k for k in node if k):
            yield from self.words(node[letter], prefix + letter)

    def complete(self, prefix):
        return list(self.words(self.find(prefix) or {}, prefix))

    def match(self, pattern, node=None, prefix=""):
        node = self.root if node is None else node
        if not pattern:
            if "" in node:
                yield prefix
            return
        for letter in sorted(k for k in node if k):
            if pattern[0] in (letter, "?"):
                yield from self.match(pattern[1:], node[letter], prefix + letter)
        if pattern[0] == "*":
            yield from self.match(pattern[1:], node, prefix)
            for letter in sorted(k for k in node if k):
                yield from self.match(pattern, node[letter], prefix + letter)

    def remove(self, word):
        def cut(node, rest):
            if not rest:
                del node[""]
            else:
                cut(node[rest[0]], rest[1:])
                if not node[rest[0]]:
                    del node[rest[0]]

        if word not in self:
            raise KeyError(word)
        cut(self.root, word)
        self.size -= 1

    def longest_prefix(self, text):
        node, best = self.root, ""
        for i, letter in enumerate(text):
            if letter not in node:
                break
            node = node[letter]
            if "" in node:
                best = text[:i + 1]
        return best


trie = Trie("car card care careful cat dog do done dot été zoo".split())
print(len(trie), "car" in trie, "ca" in trie, "été" in trie, list(trie))
print(trie.complete("car"), trie.complete("x"), list(trie.match("c?t")), list(trie.match("do*")), sorted(set(trie.match("*e"))), list(trie.match("????")))
print(trie.longest_prefix("carefully"), repr(trie.longest_prefix("xyz")), trie.longest_prefix("dotty"))
trie.remove("care")
trie.add("car")
print(len(trie), trie.complete("car"), "careful" in trie)
trie.remove("careful")
print(trie.complete("c"), trie.find("caref"))
try:
    trie.remove("nope")
except KeyError as error:
    print("KeyError", error)

"""Norvig's spelling corrector on a small text, and edit distances with the edits."""

import re
from collections import Counter
from functools import cache

TEXT = """the quick brown fox jumps over the lazy dog the dog barks and the fox runs away
spelling is hard but a spelling corrector makes spelling easier for the writer who writes
something something about nothing and everything everything something"""
WORDS = Counter(re.findall(r"\w+", TEXT.lower()))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def edits(word):
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    deletes = {a + b[1:] for a, b in splits if b}
    transposes = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    replaces = {a + c + b[1:] for a, b in splits if b for c in LETTERS}
    inserts = {a + c + b for a, b in splits for c in LETTERS}
    return deletes | transposes | replaces | inserts


def known(words):
    return {w for w in words if w in WORDS}


def correct(word):
    candidates = known([word]) or known(edits(word)) or known(e2 for e1 in edits(word) for e2 in edits(e1)) or [word]
    return max(sorted(candidates), key=WORDS.get if candidates != [word] else len)


def distance(a, b):
    @cache
    def d(i, j):
        if i == 0 or j == 0:
            return i + j
        return min(d(i - 1, j) + 1, d(i, j - 1) + 1, d(i - 1, j - 1) + (a[i - 1] != b[j - 1]))

    return d(len(a), len(b))


def script(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if not i or not j:
                table[i][j] = i + j
            else:
                table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
    i, j, steps = len(a), len(b), []
    while i or j:
        if i and j and table[i][j] == table[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            steps.append("=" if a[i] == b[j] else f"{a[i]}>{b[j]}")
        elif i and table[i][j] == table[i - 1][j] + 1:
            i -= 1
            steps.append(f"-{a[i]}")
        else:
            j -= 1
            steps.append(f"+{b[j]}")
    return steps[::-1]


print(WORDS.most_common(4), len(edits("cat")))
for word in ["speling", "korrector", "quikc", "the", "jmups", "somthing", "zzzzzz", "lazi"]:
    print(word, "->", correct(word))
for a, b in [("kitten", "sitting"), ("flaw", "lawn"), ("", "abc"), ("same", "same"), ("intention", "execution")]:
    print(a, b, distance(a, b), " ".join(script(a, b)))

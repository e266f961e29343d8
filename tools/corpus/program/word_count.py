"""Counts lines, words and letters of standard input, like wc, then lists frequent words."""

import sys

lines = words = characters = 0
counts = {}
for line in sys.stdin:
    lines += 1
    characters += len(line)
    for word in line.split():
        words += 1
        word = word.strip(".,;:!?").lower()
        counts[word] = counts.get(word, 0) + 1
print(f"{lines:>7} {words:>7} {characters:>7}")
for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:int(sys.argv[1])]:
    print(f"{count:>3} {word}")

"""Building text: join, repeated addition, slices, reversal, counting, palindromes."""


def is_palindrome(text):
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]


def caesar(text, shift):
    result = ""
    for c in text:
        if c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            result += chr((ord(c) - base + shift) % 26 + base)
        else:
            result += c
    return result


def run_lengths(text):
    out, i = [], 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append(f"{text[i]}{j - i}")
        i = j
    return "".join(out)


print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("no"))
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))
print(run_lengths("aaabbbccd"), run_lengths(""))
words = "the quick brown fox jumps over the lazy dog".split()
print(" ".join(w[::-1] for w in words), " ".join(w.capitalize() for w in words), max(words, key=len))
counts = {}
for letter in "".join(words):
    counts[letter] = counts.get(letter, 0) + 1
print(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5], len(counts) == 26)
pieces = []
for i in range(5):
    pieces += ["*" * i, "."]
print("".join(pieces))
text = ""
for i in range(1000):
    text += str(i)
print(len(text), text[:10], text[-10:], text.count("9"), hash(text) == hash("".join(map(str, range(1000)))))

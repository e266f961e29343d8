"""Text: splitting, joining, replacing, formatting, building piece by piece."""

from time import perf_counter

TEXT = "The quick brown fox jumps over the lazy dog; it was 42 times as quick as before. " * 40


def churn():
    words = TEXT.split()
    upper = " ".join(word.capitalize() if i % 2 else word[::-1] for i, word in enumerate(words))
    lines = [f"{i:>5}|{word:<10}|{len(word):04d}" for i, word in enumerate(words)]
    text = "\n".join(lines).replace("|", " | ").upper()
    out = ""
    vowels = 0
    for c in upper:
        if c in "aeiou":
            vowels += 1
            out += c.upper()
        elif c.isalpha():
            out += c
    found = sum(line.startswith("  1") or line.endswith("5") for line in lines)
    return len(text), vowels, len(out), found, out.count("TH"), text.find("DOG"), out[-5:]


start = perf_counter()
print([churn() for _ in range(100)][-1])
print("seconds:", perf_counter() - start)

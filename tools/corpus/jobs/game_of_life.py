"""Conway's Game of Life on a set and on a torus."""

from collections import Counter


def parse(text):
    return {(x, y) for y, row in enumerate(text.splitlines()) for x, c in enumerate(row) if c == "#"}


def step(alive, wrap=None):
    counts = Counter()
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = (x + dx, y + dy)
                    counts[(cell[0] % wrap, cell[1] % wrap) if wrap else cell] += 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in alive}


def show(alive, size):
    return "\n".join("".join("#" if (x, y) in alive else "." for x in range(size)) for y in range(size))


def period(alive, wrap=None, limit=200):
    seen = {}
    for generation in range(limit):
        key = frozenset(alive)
        if key in seen:
            return seen[key], generation - seen[key]
        seen[key] = generation
        alive = step(alive, wrap)
    return None


glider = parse(".#.\n..#\n###")
blinker = parse("###")
r_pentomino = parse(".##\n##.\n.#.")
world = glider
for generation in range(5):
    if generation % 4 == 0:
        print(show(world, 6), "\n")
    world = step(world)
print(period(blinker), period(glider, wrap=8), period(parse("##\n##")), period(set()))
population = []
world = r_pentomino
for _ in range(60):
    population.append(len(world))
    world = step(world)
print(population)
print(min(world), max(world), len(world))

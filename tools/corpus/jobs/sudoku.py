"""A Sudoku solver: constraint propagation and search."""

DIGITS = "123456789"
ROWS = "ABCDEFGHI"
SQUARES = [r + c for r in ROWS for c in DIGITS]
UNITS_LIST = [[r + c for c in DIGITS] for r in ROWS] + [[r + c for r in ROWS] for c in DIGITS] + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
UNITS = {s: [u for u in UNITS_LIST if s in u] for s in SQUARES}
PEERS = {s: set(sum(UNITS[s], [])) - {s} for s in SQUARES}


def parse(grid):
    values = dict.fromkeys(SQUARES, DIGITS)
    for square, digit in zip(SQUARES, (c for c in grid if c in DIGITS + ".")):
        if digit in DIGITS and not assign(values, square, digit):
            return None
    return values


def assign(values, square, digit):
    others = values[square].replace(digit, "")
    return values if all(eliminate(values, square, other) for other in others) else None


def eliminate(values, square, digit):
    if digit not in values[square]:
        return values
    values[square] = values[square].replace(digit, "")
    if not values[square]:
        return None
    if len(values[square]) == 1:
        if not all(eliminate(values, peer, values[square]) for peer in PEERS[square]):
            return None
    for unit in UNITS[square]:
        places = [s for s in unit if digit in values[s]]
        if not places:
            return None
        if len(places) == 1 and not assign(values, places[0], digit):
            return None
    return values


searches = 0


def search(values):
    global searches
    searches += 1
    if values is None or all(len(values[s]) == 1 for s in SQUARES):
        return values
    _, square = min((len(values[s]), s) for s in SQUARES if len(values[s]) > 1)
    for digit in values[square]:
        if result := search(assign(values.copy(), square, digit)):
            return result
    return None


def show(values):
    for i, row in enumerate(ROWS):
        line = [values[row + c] for c in DIGITS]
        print(" ".join(line[:3]), "|", " ".join(line[3:6]), "|", " ".join(line[6:]))
        if i in (2, 5):
            print("------+-------+------")


for grid in ["..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..",
             "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"]:
    searches = 0
    show(search(parse(grid)))
    print("searches:", searches)
print(parse("11" + "." * 79))

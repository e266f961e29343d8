"""A CSV reader and writer by state machine, with quotes, and a join of two tables."""

from enum import Enum, auto


class S(Enum):
    START = auto()
    FIELD = auto()
    QUOTED = auto()
    QUOTE = auto()


def read(text, delimiter=","):
    row, field, state = [], [], S.START

    def end_field():
        row.append("".join(field))
        field.clear()

    for number, c in enumerate(text + "\n"):
        match state, c:
            case (S.QUOTED, '"'):
                state = S.QUOTE
            case (S.QUOTED, _):
                field.append(c)
            case (S.QUOTE, '"'):
                field.append('"')
                state = S.QUOTED
            case (S.START, '"'):
                state = S.QUOTED
            case (_, "\n"):
                if row or field or state is not S.START:
                    end_field()
                    yield row[:]
                row.clear()
                state = S.START
            case (_, d) if d == delimiter:
                end_field()
                state = S.START
            case (S.QUOTE, _):
                raise ValueError(f"text after closing quote at {number}")
            case _:
                field.append(c)
                state = S.FIELD
    if state is S.QUOTED:
        raise ValueError("unterminated quote")


def write(rows, delimiter=","):
    def quote(value):
        text = "" if value is None else str(value)
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in (delimiter, '"', "\n")) else text

    return "\n".join(delimiter.join(map(quote, row)) for row in rows)


def records(text):
    header, *rows = read(text)
    return [dict(zip(header, row, strict=True)) for row in rows]


PEOPLE = '''id,name,city
1,"Doe, Jane",Oslo
2,"Bob ""The Builder""",
3,"Multi
line",Rome

4,é漢😀,"Paris"
'''
ORDERS = "person,amount\n1,10\n3,5\n1,7.5\n9,1\n"
people = records(PEOPLE)
for person in people:
    print(person)
totals = {}
for order in records(ORDERS):
    totals.setdefault(order["person"], []).append(float(order["amount"]))
joined = [(p["name"], p["city"] or None, sum(totals.get(p["id"], []))) for p in people]
print(write([("name", "city", "total"), *joined]))
print(list(read(write(joined))) == [[n, c or "", str(t)] for n, c, t in joined], list(read("a;b;;\n;\n", ";")), list(read('""')), list(read("")))
for bad in ['"open', '"a"b', "a,b\n1"]:
    try:
        print(records(bad))
    except ValueError as error:
        print(repr(bad), error)

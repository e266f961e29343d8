"""from __future__ import annotations: annotations stay text."""

from __future__ import annotations

import __future__


def f(a: int, b: Undefined[x, "y"] = 1, *c: 1 + 2, d: lambda q: q = None) -> not_a_name.attribute:
    local: also.never.evaluated = 5
    return local


class C:
    x: C | None = None
    y: [i for i in ()]
    z: f"{x}"


print(f.__annotations__)
print(C.__annotations__, f(1), __future__.annotations.compiler_flag == 0x1000000, f.__code__.co_flags & 0x1000000 != 0)
print(annotations)

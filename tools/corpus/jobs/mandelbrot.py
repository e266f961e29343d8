"""The Mandelbrot and a Julia set in letters, by complex arithmetic."""


def escape(z, c, limit):
    for n in range(limit):
        if abs(z) > 2:
            return n
        z = z * z + c
    return limit


def render(width, height, function, limit=30, palette=" .:-=+*#%@"):
    for row in range(height):
        y = 1.2 - 2.4 * row / (height - 1)
        line = ""
        for column in range(width):
            x = -2.2 + 3.2 * column / (width - 1)
            n = function(complex(x, y), limit)
            line += palette[n * (len(palette) - 1) // limit]
        print(line.rstrip())


render(60, 21, lambda c, limit: escape(0j, c, limit))
print("=" * 60)
render(60, 15, lambda z, limit: escape(z, -0.8 + 0.156j, limit))
print(sum(escape(0, complex(x / 10, y / 10), 50) for x in range(-20, 10) for y in range(-10, 11)))

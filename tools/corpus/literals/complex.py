"""Complex literals and arithmetic."""

z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate())
print(1j, 0j, -1j, 1.5j, 1e3j, 2J, -0j)
print(z * 2, z + 1, z - 1j, z * z, z / (1 - 1j), z ** 2)
print(z == 3 + 4j, z == 3, complex(3) == 3, complex(1, 2), complex("1+2j"))
print(complex(0.0, -0.0), complex(-0.0, 1), repr(complex("inf")))
print(type(z), bool(0j), bool(1j))
print([z, (1 + 0j)], {z: "z"})
try:
    print(z < 1)
except TypeError as error:
    print(error)
try:
    z // 2
except TypeError as error:
    print(error)

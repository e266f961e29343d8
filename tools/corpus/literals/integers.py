"""Integer literals in every base, with underscores, and of every size."""

print(0, 7, 42, 1_000_000)
print(0b1010, 0o755, 0xFF, 0XdeadBEEF, 0B_1, 0O_17)
print(255, 256, -1, -5, -6, 2**30, 2**31, -(2**31), 2**53, 2**53 + 1)
print(2**63, 2**64 - 1, 123456789012345678901234567890)
print(0x1FFFFFFFFFFFFFFFFFFFF, 0b1 << 100)
print(00, 0_0, 000_000)
print(1 .bit_length(), (1).real, 1.0.is_integer())
print(type(1), type(2**100), 9007199254740993)

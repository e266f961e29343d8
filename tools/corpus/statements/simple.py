"""Several statements on a line, semicolons, continuation, pass, expression statements, docstrings, nested blocks."""
x = 1; y = 2; print(x, y);
if x: z = 3; print(z)
total = x + \
    y + \
    z
print(total, (
    x,
    # a comment between
    y,
), [
    1, 2,
    3])
"an expression statement"
1 + 1
...
pass; pass
def f(): pass
def g(): return
def h(): "docstring only"
class C: x = 1; y = 2
class D: "class docstring"
print(f(), g(), h(), h.__doc__, C.y, D.__doc__, __doc__)
if x:
	if y:
		print("tabs")
	print("dedent")
if True:
  print("two spaces")
  if True:
         print("nine spaces")
for _ in (1,): print("inline for")
while x: x = 0; print("inline while")
try: 1 / 0
except ZeroDivisionError: print("inline except")
finally: print("inline finally")
with open("simple.py") as source: print(source.readline().strip())
a = b = c = []
a.append(1)
print(a, b, c, a is c)
x: int = 5
y: "str"
print(x, y, __annotations__ if "__annotations__" in globals() else "lazy")
async def co(): pass
print(type(co).__name__)
lambda: (yield)
print(# comment inside
    "end"  # trailing
)
# last comment

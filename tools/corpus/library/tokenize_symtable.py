"""tokenize and symtable: tokens with comments and errors, symbol tables with scopes and flags."""

import _symtable, symtable
t=_symtable.symtable('def f(x:int): return [y for y in x]\nclass A[T]: z:int=1\nlambda: (lambda q: q)','f','exec')
def show(t,d=0):
    print(' '*d,t.name,t.type,t.lineno,t.nested,t.symbols,t.varnames,type(t),[k for k in dir(t) if k[0]!='_'])
    for c in t.children: show(c,d+1)
show(t)
for a in (('x=','f','exec'),('x','f','foo'),(5,'f','exec'),('x','f')):
    try: _symtable.symtable(*a)
    except Exception as e: print(type(e).__name__,e)
t=symtable.symtable('def f(x:int): return [y for y in x]\nclass A:\n def m(self): pass','f','exec')
import _tokenize, tokenize, io
for src in (['x = (1,\n','2)\n'],['x = (1,\n'],['x = \n',' y 0_x'],['def f():\n','  # hi\n','  return "é😀" # bye\n','x=f"{a!r:>{w}}"'],['"""abc\n','def']):
    L=iter(src)
    try:
        for t in _tokenize.TokenizerIter(lambda: next(L),extra_tokens=True): print(t)
    except SyntaxError as e: print(e.args)
L=iter(['x = 1\n','y'])
try:
  for t in _tokenize.TokenizerIter(lambda: next(L,''),encoding='utf-8',extra_tokens=True): print(t)
except Exception as e: print(repr(e))
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO("if x :\n  y=  1\n").readline)))
try: list(tokenize.generate_tokens(io.StringIO("x = (").readline))
except tokenize.TokenError as e: print(e.args)

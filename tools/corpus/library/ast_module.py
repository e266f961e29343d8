"""ast: node classes, constructors and their warnings, parse, dump, unparse, literal_eval, compiling trees, errors."""

import warnings
warnings.simplefilter("always")
def showwarning(message, category, filename, lineno, file=None, line=None): print(category.__name__, message)
warnings.showwarning=showwarning
import ast,_ast
print(_ast.Dict._field_types, _ast.arguments._field_types, _ast.AST._field_types if hasattr(_ast.AST,'_field_types') else None, _ast.Load._field_types, _ast.ImportFrom._field_types)
print(ast.AST(), ast.Name('a'), ast.parse('f(a,b,c,d,[1,2,3],(1+2*3))'))
print([k for k in dir(_ast) if k[0].islower() or k[0]=='_' or k[:2]=='Py'])
print(_ast.Load() is _ast.Load(), [ (k,getattr(_ast,k)) for k in dir(_ast) if k.startswith('PyCF')])
for s in ['ast.Expression(None)','ast.Expression(5)','ast.Expression(ast.Name(5))','ast.Expression(ast.Name("a"))','ast.Expression(ast.BoolOp())','ast.Module(5,[])','ast.Module([5],[])','ast.Module([None],[])','ast.Expression(ast.Name("a",5,lineno=1,col_offset=1))','ast.Expression(ast.Constant({},lineno=1,col_offset=1))','eval(compile(ast.Expression(ast.Constant((1,2),lineno=1,col_offset=1)),"f","eval"))','ast.Module([])','ast.Expression(ast.Name("a",lineno="x",col_offset=1))','ast.Expression(ast.Constant(1,kind=5,lineno=1,col_offset=1))','ast.Expression(ast.Name(None,lineno=1,col_offset=1))','ast.Expression(ast.Name("None",lineno=1,col_offset=1))','ast.Expression(ast.expr())','ast.Expression(ast.Name("a",lineno=2**70,col_offset=1))','ast.Expression(ast.Dict([None],[None],lineno=1,col_offset=1))','ast.Name()','ast.Name(1,2,3)','ast.Name(id=3,foo=4)','ast.Name("x",id="y")','ast.FunctionDef("a")','ast.arguments()','ast.Name("x").foo']:
    try:
        r=eval(s); print(s, r)
        print(type(compile(r,'f','exec' if 'Module' in s else 'eval')))
    except Exception as e: print(s,type(e).__name__,e)
for a in [ast.Expression(ast.Name('a')), 5]:
    try: compile(a,'f','exec')
    except Exception as e: print(type(e).__name__,e)
ns={}
exec(compile(ast.parse("x=1.5\ny='\\ud800a',b'q',...,None,True,3j,10**30\nclass A[T]: \n  'doc'\ndef f(a,/,b=1,*c,d,**e)->int: return t'{a}'\nasync def g():\n async for i in x: pass\nmatch 3:\n case {'a':1,**r}: pass\n case [1,*_]|str(x=5): pass\n case _: pass\ntry: pass\nexcept* ValueError as e: pass\nlambda: (yield)\nz=f'{1!r:>{3}}'"),'f','exec'),ns)
print(sorted(k for k in ns if k[0]!='_'), ns['y'], ns['z'])
print(ast.literal_eval("{'a':[1,2.5,-3j,(None,True,b'x')], 'b':{1,2}}"))
for s in ["f()","1+x","__import__('os')"]:
    try: print(ast.literal_eval(s))
    except Exception as e: print(type(e).__name__,e)
import copy,pickle
n=ast.parse("a+b*2").body[0].value
print(n.__reduce__()[:2], ast.dump(copy.deepcopy(n),include_attributes=True), ast.dump(pickle.loads(pickle.dumps(n))))
print(ast.dump(copy.replace(n,left=ast.Name('q'))))
for kw in ({'zz':1},{}):
    try: print(ast.dump(copy.replace(ast.Name('x') ,**kw)))
    except Exception as e: print(type(e).__name__,e)
m=ast.Name.__new__(ast.Name)
try: copy.replace(m)
except Exception as e: print(type(e).__name__,e)
class V(ast.NodeTransformer):
    def visit_Name(self,node): return ast.copy_location(ast.Constant(42),node)
print(eval(compile(ast.fix_missing_locations(V().visit(ast.parse("x+y",mode='eval'))),'f','eval')))
print(ast.dump(ast.parse("(int, str) -> bool",mode='func_type')), ast.dump(ast.parse("x=1 # type: int\n",type_comments=True)))
print(ast.dump(compile("__debug__ and '%s'%x","f","eval",ast.PyCF_OPTIMIZED_AST,optimize=1)))
try: ast.parse("x = = 1")
except SyntaxError as e: print(e.args)
try: ast.parse("match x:\n case 1: pass", feature_version=(3,9))
except SyntaxError as e: print(e.args)
class MyName(ast.Name):
    _fields=('id','ctx','more')
print(MyName('x',ast.Load(),1))
match ast.parse("f(1)",mode='eval').body:
    case ast.Call(ast.Name(n), [ast.Constant(v)]): print(n,v)
print(ast.parse("x").body[0].value.ctx is ast.parse("y").body[0].value.ctx)

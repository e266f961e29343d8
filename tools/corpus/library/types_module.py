"""types: SimpleNamespace, MappingProxyType, MethodType, FunctionType, ModuleType, new_class, DynamicClassAttribute, coroutine."""

import types

ns = types.SimpleNamespace(a=1)
ns.b = ns
print(ns, vars(types.SimpleNamespace({"x": 1}, y=2)), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1))
d = {"k": [1]}
proxy = types.MappingProxyType(d)
d["new"] = 2
print(proxy, proxy["k"], len(proxy), list(proxy), "new" in proxy, proxy | {"z": 0}, proxy.copy() is d, proxy == d, type(int.__dict__).__name__)
for bad in [lambda: proxy.__setitem__("k", 1), lambda: exec("proxy['k'] = 1", {"proxy": proxy}), lambda: types.MappingProxyType(5)]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


def f(a, b=2):
    return a + b + (g if "g" in globals() else 0)


clone = types.FunctionType(f.__code__, {"globals": lambda: {"g": 1}, "g": 100}, "clone", (5,))
print(clone(1), clone.__name__, clone.__defaults__, types.MethodType(f, 10)(5), types.MethodType(len, "abc")())
m = types.ModuleType("made", "Made by hand.")
exec("x = 5\ndef get(): return x * 2", m.__dict__)
print(m, m.get(), m.__doc__, m.__name__, types.FunctionType is type(f), types.GeneratorType is type(i for i in ()), types.BuiltinFunctionType is type(len), types.NoneType, types.EllipsisType, types.UnionType is type(int | str), types.CodeType.__name__, types.TracebackType.__name__, types.LambdaType is types.FunctionType)
code = f.__code__.replace(co_name="renamed", co_consts=f.__code__.co_consts)
print(code.co_name, code.co_varnames, isinstance(code, types.CodeType))
C = types.new_class("C", (list,), {}, lambda body: body.update(size=property(len)))
print(C([1, 2]).size, types.resolve_bases((int,)), types.prepare_class("X", (int,))[0].__name__, types.get_original_bases(C))


class Meta(type):
    @property
    def shared(cls):
        return "on the class"


class Has(metaclass=Meta):
    @types.DynamicClassAttribute
    def shared(self):
        return "on the instance"


print(Has.shared, Has().shared, types.GenericAlias(list, (int,)), types.GenericAlias(dict, (str, int)).__args__)
cell = types.CellType(5)
print(cell.cell_contents)
cell.cell_contents = 6
print(types.FunctionType((lambda: cell).__code__, {"cell": cell})().cell_contents, types.CellType() == types.CellType())

"""csv: dialects and their errors, reader states, writer quoting, DictReader, DictWriter, Sniffer."""

import _csv,csv,io
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
D=_csv.Dialect
for kw in (dict(delimiter=''),dict(delimiter='ab'),dict(delimiter=5),dict(delimiter=None),dict(delimiter=' '),dict(delimiter='\n'),dict(delimiter='"'),dict(quotechar=''),dict(quotechar='ab'),dict(quotechar=5),dict(quotechar=None),dict(quotechar=None,quoting=3),dict(quotechar=' ',skipinitialspace=True),dict(delimiter=' ',skipinitialspace=True),dict(escapechar='\n'),dict(escapechar='ab'),dict(escapechar='"'),dict(escapechar=5),dict(lineterminator=None),dict(lineterminator=5),dict(lineterminator='"'),dict(lineterminator='a,b'),dict(quoting='a'),dict(quoting=9),dict(quoting=None),dict(foo=1),dict(strict=5),dict(doublequote=[]),dict(quoting=True)):
    t(lambda: (kw, D(**kw).quoting))
t(lambda:D('nope'));  t(lambda: D(1,2,3))
import copy,pickle
t(lambda:copy.copy(d)); t(lambda:pickle.dumps(d))
t(lambda:_csv.reader(5)); t(lambda:_csv.reader()); t(lambda:_csv.reader([],'zz')); t(lambda:_csv.writer(5)); t(lambda:_csv.reader([],foo=1)); t(lambda:list(_csv.reader([5]))); t(lambda:list(_csv.reader([b'a'])))
for s in (['a,b','"c""d",e'],['"a\n','b",c'],['"abc'],['a"b'],['"a"b'],['a\rb'],['a\0b'],[''],['\r\n'],[','],['é,😀,"\ud800"']):
    t(lambda:ascii(list(_csv.reader(s)))); t(lambda:ascii(list(_csv.reader(s,strict=True)))); t(lambda:ascii(list(_csv.reader(s,escapechar='\\',quoting=3))))
t(lambda:list(_csv.reader(['1,"2",a'],quoting=2))); t(lambda:list(_csv.reader(['1,"2",,""'],quoting=2))); t(lambda:list(_csv.reader(['1,"2",,""'],quoting=4))); t(lambda:list(_csv.reader(['1,"2",,""'],quoting=5)))
t(lambda:list(_csv.reader(['a\\,b\\'],escapechar='\\'))); t(lambda:list(_csv.reader(['a\\'],escapechar='\\',strict=True)));t(lambda:list(_csv.reader([' a, "b"'],skipinitialspace=True)));t(lambda:list(_csv.reader(['a b c','d  e'],delimiter=' ',skipinitialspace=True)))
def w(rows,**kw):
    f=io.StringIO(); wr=_csv.writer(f,**kw)
    for r in rows: print(wr.writerow(r),end=' ')
    return f.getvalue()
for q in range(6):
    t(lambda:w([['a',1,2.5,None,'x,y','q"r','','l\nm',' s'],[''],[None],['a b']],quoting=q,escapechar='\\'))
    t(lambda:w([[''],[None]],quoting=q))
t(lambda:w([5])); t(lambda:w(['ab'])); t(lambda:w([['a"b']],doublequote=False)); t(lambda:w([['a"b']],doublequote=False,escapechar='\\')); t(lambda:w([['a,b']],quoting=3)); t(lambda:w([['a','b']],delimiter='\t',lineterminator='!\n')); t(lambda:w([['a\\b']],escapechar='\\')); t(lambda:w([[]])); t(lambda:w([['']],quoting=3)); t(lambda: w([[' a','b c']],delimiter=' ',skipinitialspace=True))
t(lambda: w([['','a']],delimiter=' ',skipinitialspace=True)); t(lambda: w([['','a']],delimiter=' ',skipinitialspace=True,quoting=3))
wr=_csv.writer(io.StringIO()); t(lambda:wr.writerows([[1],5])); t(lambda:wr.writerows(5)); t(lambda:wr.dialect.delimiter); print([k for k in dir(wr) if k[0]!='_'], type(wr))
r=_csv.reader(['a,b','c']); print(next(r), r.line_num, [k for k in dir(r) if k[0]!='_'], type(r))
t(lambda:_csv.register_dialect(5)); t(lambda:_csv.register_dialect('q',5)); t(lambda:_csv.register_dialect('q',delimiter='|')); t(lambda:_csv.get_dialect('q').delimiter); t(lambda:_csv.list_dialects()); t(lambda:_csv.unregister_dialect('q')); t(lambda:_csv.unregister_dialect('q')); t(lambda:_csv.get_dialect('q')); t(lambda:_csv.field_size_limit()); t(lambda:_csv.field_size_limit(5)); t(lambda:list(_csv.reader(['abcdefg']))); t(lambda:_csv.field_size_limit('a')); t(lambda:_csv.field_size_limit(131072)); t(lambda:_csv.get_dialect({})); t(lambda:_csv.unregister_dialect({}))
print(_csv.Error, _csv.Error.__mro__, _csv.Dialect)
class X: delimiter=';'; quoting=1
t(lambda: D(X).delimiter); t(lambda: D(X,delimiter='!').delimiter)
f=io.StringIO(); dw=csv.DictWriter(f,['a','b']); dw.writeheader(); dw.writerow({"a":1,"b":"x,y"}); print(repr(f.getvalue()), list(csv.DictReader(io.StringIO(f.getvalue()))), csv.Sniffer().sniff('a;b;c\n1;2;3\n').delimiter)

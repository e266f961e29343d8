"""json: the native encoder and scanner: separators, hooks, errors with positions and notes."""

import json, _json
from collections import OrderedDict, namedtuple
import enum
class I(int):
    def __repr__(self): return 'I!'
class E(enum.IntEnum): A=1
class D(dict): pass
class S(str): pass
data={'a':[1,2.5,-0.0,1e100,float('inf'),None,True,False,'é😀\ud800\n"\\/\x7f\x01',10**30],'b':{'c':(),'d':{}, 'e':[]},1:2,2.5:3,None:4,True:5,I(7):I(8),E.A:E.A}
for kw in ({},{'indent':2},{'indent':'\t','ensure_ascii':False},{'separators':(',',':')},{'indent':0},{'check_circular':False}):
    print(kw, ascii(json.dumps(data,**kw)))
print(json.dumps({'b':1,'a':2},sort_keys=True), json.dumps(D(x=1)), json.dumps(S('q')), json.dumps({S('k'):1}), json.dumps({(1,2):3,'x':1},skipkeys=True), json.dumps({(1,2):3},skipkeys=True,indent=1))
def tryit(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)), getattr(e,'__notes__',None))
l=[]; l.append(l)
class C: pass
for f in (lambda:json.dumps(l), lambda:json.dumps({1:[C()]}), lambda:json.dumps(float('nan'),allow_nan=False), lambda:json.dumps({(1,):1}), lambda:json.dumps({1:1,'a':2},sort_keys=True), lambda:json.dumps([1,{'x':C()}],default=lambda o:{'c':1j}), lambda:json.dumps(C(),default=lambda o:'cc'),lambda:json.dumps({'d':{'a':C()}})): tryit(f)
docs=['{"a":1,"b":[1,2,{"c":null}],"d":"x\\u00e9\\ud83d\\ude00\\ud800y\\n\\/"}','[1.5e3,-0,0,-1,1E5,1e-2,123456789012345678901234567890,NaN,Infinity,-Infinity]',' "a" ','[]','{}','[ ]','{ }','[1,]','{"a":1,}','[1 2]','{"a" 1}','{a:1}','{"a":1 "b":2}','"abc','"a\nb"','"\\x"','"\\u12"','"\\u12g4"','"\\ud800\\u12g4"','nul','','tru','-','01','1.','1e','.5','[','[1','[1,','{','{"a"','{"a":','{"a":1','{"a":1,','"','"\\','"\\u','1 2','\ufeff1','{"é😀":"😀","k":tru}','"😀\\','[-Infinit]', '{"a":1, }','[1 , ]','-a']
for d in docs: tryit(lambda: json.loads(d))
tryit(lambda: json.loads('"a\nb\t"',strict=False))
tryit(lambda: json.loads('[1.5,2,NaN,{"x":[]}]',parse_float=lambda s:('f',s),parse_int=lambda s:('i',s),parse_constant=lambda s:('c',s),object_hook=lambda d:('o',d)))
tryit(lambda: json.loads('{"x":1,"x":2}',object_pairs_hook=lambda d:d))
tryit(lambda: json.loads('{"x":1,"x":2}',object_pairs_hook=OrderedDict))
tryit(lambda: json.loads(b'{"\xc3\xa9":1}'))
tryit(lambda: json.loads(5))
tryit(lambda: json.loads('9'*5000))
tryit(lambda: json.dumps(10**5000))
tryit(lambda: _json.scanstring('abc"d',0)); tryit(lambda: _json.scanstring('abc',4)); tryit(lambda: _json.scanstring(5,4)); tryit(lambda: _json.encode_basestring_ascii(5)); tryit(lambda:_json.make_encoder()); tryit(lambda:_json.make_scanner(1)); tryit(lambda:_json.make_encoder(1,2,3,4,'a','b',1,1,1)); tryit(lambda:_json.make_encoder({},2,3,4,5,'b',1,1,1))
enc=json.JSONEncoder(); print(_json.make_encoder({},enc.default,lambda s:'<%s>'%s,None,':',',',False,False,True)(['a',{'b':1}],0))
print(list(json.JSONEncoder().iterencode({'a':[1]})), json.JSONDecoder().raw_decode('  1',2))
P=namedtuple('P','x y'); print(json.dumps(P(1,2)), json.dumps([[[]]],indent=1))
big=[{'id':i,'name':'n%d'%i,'v':[i*1.5,None,True]} for i in range(2000)]
s=json.dumps(big); print(len(s), json.loads(s)==big, s == json.dumps(json.loads(s)))

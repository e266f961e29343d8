"""hashlib: every algorithm over block boundaries, copies, BLAKE2 parameters and their errors, hmac, uuid."""

import hashlib, hmac
D=[b'',b'abc',bytes(range(256)),b'x'*55,b'x'*56,b'x'*63,b'x'*64,b'x'*65,b'y'*1000,b'z'*136,b'z'*135,b'z'*168]
for n in ('md5','sha1','sha224','sha256','sha384','sha512','sha3_224','sha3_256','sha3_384','sha3_512','blake2b','blake2s'):
    for d in D: print(n,len(d),getattr(hashlib,n)(d).hexdigest())
    h=getattr(hashlib,n)(); h.update(b'a'); c=h.copy(); h.update(b'b'*200); c.update(b'c'); print(h.hexdigest(),c.hexdigest(),h.name,h.digest_size,h.block_size)
for n in ('shake_128','shake_256'):
    for d in D: print(n, getattr(hashlib,n)(d).hexdigest(300))
    h=getattr(hashlib,n)(); print(h.name,h.digest_size,h.block_size)
print(hashlib.blake2b(b'abc',digest_size=20,key=b'key',salt=b'salt',person=b'me',fanout=2,depth=3,leaf_size=4,node_offset=5,node_depth=1,inner_size=30,last_node=True).hexdigest())
print(hashlib.blake2s(b'abc',digest_size=20,key=b'key',salt=b'salt',person=b'me',fanout=2,depth=3,leaf_size=4,node_offset=5,node_depth=1,inner_size=30,last_node=True).hexdigest())
print(hmac.new(b'k',b'm','sha256').hexdigest(), hmac.new(b'k',b'm','md5').hexdigest())
import _blake2,_sha3
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
b=_blake2.blake2b
t(lambda:b(digest_size=0));t(lambda:b(digest_size=65));t(lambda:b(key=b'a'*65));t(lambda:b(salt=b'a'*17));t(lambda:b(person=b'a'*17));t(lambda:b(fanout=256));t(lambda:b(depth=0));t(lambda:b(leaf_size=-1));t(lambda:b(node_offset=-1));t(lambda:b(node_depth=256));t(lambda:b(inner_size=65));t(lambda:b('a'));t(lambda:b(b'a',5)); t(lambda:_sha3.shake_128().digest(-1)); t(lambda:_sha3.shake_128().digest()); t(lambda:b(5)); t(lambda:_sha3.shake_128().digest(2**30))
import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS,'a'), uuid.uuid3(uuid.NAMESPACE_DNS,'a'))

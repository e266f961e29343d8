"""unicodedata: names, properties, numbers, normal forms, errors."""

import unicodedata as u
def tryit(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
for f in (lambda:u.name('\x00'),lambda:u.name('ab'),lambda:u.name(1),lambda:u.name('\x00',5),lambda:u.lookup('foo'),lambda:u.lookup(b'SPACE'),lambda:u.lookup('LATIN SMALL LETTER A WITH MACRON AND GRAVE'),lambda:u.decimal('a'),lambda:u.digit('a'),lambda:u.numeric('a'),lambda:u.numeric('½'),lambda:u.digit('²'),lambda:u.decimal('٣'),lambda:u.normalize('X','a'),lambda:u.normalize('NFC',5),lambda:u.is_normalized('NFX','a'),lambda:u.name('가'),lambda:u.name('一'),lambda:u.category(''),lambda:u.decomposition('é'),lambda:u.decomposition('ﬁ'),lambda:u.east_asian_width('一'),lambda:u.bidirectional('א'),lambda:u.combining('\u0301'),lambda:u.mirrored('('), lambda:u.lookup('ACUTE  ACCENT'),lambda:u.lookup('BELL'),lambda:u.name('\U0001F514'),lambda:u.lookup('NULL'),lambda:u.lookup('LF'),lambda:u.numeric('\u4e07'),lambda:u.normalize('NFD','é\ud800가'),lambda:u.normalize('NFKC','ﬁ①'),lambda:u.is_normalized('NFC','e\u0301')): tryit(f)
print(u.unidata_version, type(u.ucd_3_2_0), u.ucd_3_2_0.category('a'), u.ucd_3_2_0.unidata_version)

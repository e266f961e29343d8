"""pyexpat and what stands on it: events, namespaces, entities, declarations, pieces, errors; ElementTree, minidom, sax."""

import xml.parsers.expat as expat


def parser(**kw):
    p = expat.ParserCreate(**kw)
    for name in dir(p):
        if name.endswith("Handler") and name not in ("DefaultHandler", "DefaultHandlerExpand", "ExternalEntityRefHandler", "NotStandaloneHandler"):
            setattr(p, name, lambda *args, name=name: print(name[:-7], args))
    return p


DOCUMENT = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<!DOCTYPE a PUBLIC 'x' "y" [
<!ELEMENT a (b|(c,d?)+)*><!ELEMENT m (#PCDATA|b)*><!ELEMENT e EMPTY><!ELEMENT f ANY>
<!ENTITY foo "bar &#65;<i/>"><!ENTITY % p "param"><!ENTITY out SYSTEM "o.xml">
<!ATTLIST a x CDATA "dflt" y (u|v) #IMPLIED z NMTOKENS #FIXED " p  q " i ID #REQUIRED>
<!NOTATION n SYSTEM "nn"><!NOTATION pn PUBLIC "-//x"><!ENTITY up SYSTEM "s" NDATA n>
]>
<a xmlns="urn:x" xmlns:q="urn:q" q:z="1 &lt;\t2" i='"'>te&amp;xt &foo;<!-- c --><![CDATA[ <x> ]]><q:b/><?pi  some data?>é😀\r\n&#x20AC;
</a>
<?end?>
"""
for kw in ({}, {"namespace_separator": "!"}, {"namespace_separator": " ", "encoding": "utf-8"}):
    p = parser(**kw)
    p.namespace_prefixes = True
    p.ordered_attributes = not kw
    print(p.Parse(DOCUMENT.encode(), True), p.CurrentLineNumber, p.CurrentColumnNumber, p.CurrentByteIndex)
p = parser(namespace_separator="")
p.buffer_text = True
p.specified_attributes = True
p.Parse(DOCUMENT.encode(), True)
for encoding in ("utf-16", "utf-16-le", "iso-8859-1", "us-ascii", "cp1252"):
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-le")}"?><a>{"é" if "ascii" not in encoding else "e"}</a>'
    p = expat.ParserCreate()
    p.CharacterDataHandler = lambda data: print(encoding, ascii(data))
    p.Parse(text.encode(encoding), True)

for bad in ("", "<a>", "<a></b>", '<a b="1" b="2"/>', "<a/><b/>", "<a>&x;</a>", "<a b=1/>", "<a>\x01</a>", "<a>]]></a>", "x", "<a><!-- -- --></a>", "<a>&#0;</a>", ' <?xml version="1.0"?><a/>', '<a xmlns:x=""/>', "<x:a/>",
            '<!DOCTYPE a [<!ENTITY a "&b;"><!ENTITY b "&a;">]><a>&a;</a>', '<!DOCTYPE a [<!ENTITY a "<b>">]><a>&a;</b></a>', "<a b='<'/>", "<a><![CDATA[ x</a>", '<?xml version="1.0" foo="x"?><a/>', "<a b/>", "<a>&", "< a/>", "<a ", "<!DOCTYPE a [<!FOO>]><a/>",
            '<a xmlns:xml="x"/>', '<a xmlns:xmlns="x"/>', '<a xmlns:q="http://www.w3.org/XML/1998/namespace"/>', "<a p:x='1' q:x='1' xmlns:p='u' xmlns:q='u'/>", "<a>&amp</a>", "<a></a", '<!DOCTYPE a [<!ENTITY u SYSTEM "s" NDATA n>]><a>&u;</a>'):
    p = expat.ParserCreate(namespace_separator="!" if ":" in bad else None)
    try:
        print(ascii(bad), p.Parse(bad, True))
    except expat.ExpatError as e:
        print(ascii(bad), e, e.code, e.lineno, e.offset, p.ErrorCode, expat.ErrorString(e.code))
for f in (lambda: expat.ParserCreate(5), lambda: expat.ParserCreate(namespace_separator="ab"), lambda: expat.ParserCreate(intern=5), lambda: p.Parse(5), lambda: p.ParseFile(5), lambda: setattr(p, "buffer_size", 0), lambda: setattr(p, "buffer_size", "x"), lambda: type(p)()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

p = expat.ParserCreate()
p.DefaultHandler = lambda data: print("default", repr(data))
p.Parse('<!DOCTYPE a [<!ENTITY e "x">]><a b="1">t &e; &lt;<b/><!--c--></a>', True)
p = expat.ParserCreate()
p.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)


def external(context, base, system, public):
    print("external", context, base, system, public)
    child = p.ExternalEntityParserCreate(context)
    return child.Parse({"d.dtd": '<!ENTITY % x "&#60;!ENTITY y \'Y\'>">%x;<!ENTITY z SYSTEM "z.xml">', "z.xml": "<z>&y;</z>"}[system], True)


p.ExternalEntityRefHandler = external
p.StartElementHandler = lambda *args: print(args)
p.CharacterDataHandler = print
p.SetBase("base")
p.Parse('<!DOCTYPE a SYSTEM "d.dtd"><a>&y;&z;</a>', True)


def fails(name, attributes):
    raise ValueError(name)


p = expat.ParserCreate()
p.StartElementHandler = fails
try:
    p.Parse("<a><b/></a>", True)
except ValueError as e:
    print("raised", e)

import xml.etree.ElementTree as ET, xml.dom.minidom, xml.sax, io

tree = ET.fromstring('<root a="1"><x>one</x>tail<y b="é"/><!-- gone --></root>')
ET.indent(tree)
print(ET.tostring(tree, "unicode"), [e.tag for e in tree.iter()], tree.find("x").text, tree.find("y").attrib)
print([(event, e.tag) for event, e in ET.iterparse(io.BytesIO(b"<a><b/><c>t</c></a>"), ("start", "end"))])
try:
    ET.fromstring("<a><b></a>")
except ET.ParseError as e:
    print(e, e.position)
print(xml.dom.minidom.parseString("<a x='1'><b>t</b><!--c--></a>").toprettyxml(indent=" "))


class Handler(xml.sax.ContentHandler):
    def startElement(self, name, attrs):
        print("sax", name, dict(attrs))


xml.sax.parseString("<a x='1'><b/></a>", Handler())

"""Markdown to HTML: blocks by lines, spans by regular expressions."""

import re

SPANS = [
    (re.compile(r"`([^`]+)`"), lambda m: f"<code>{m[1]}</code>"),
    (re.compile(r"!\[([^\]]*)\]\(([^)]+)\)"), lambda m: f'<img alt="{m[1]}" src="{m[2]}">'),
    (re.compile(r"\[([^\]]+)\]\(([^)\s]+)(?:\s+\"([^\"]*)\")?\)"), lambda m: f'<a href="{m[2]}"' + (f' title="{m[3]}"' if m[3] else "") + f">{m[1]}</a>"),
    (re.compile(r"\*\*(.+?)\*\*|__(.+?)__"), lambda m: f"<strong>{m[1] or m[2]}</strong>"),
    (re.compile(r"(?<![\w*])\*(?!\s)(.+?)\*|\b_(.+?)_\b"), lambda m: f"<em>{m[1] or m[2]}</em>"),
    (re.compile(r"~~(.+?)~~"), lambda m: f"<del>{m[1]}</del>"),
]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def spans(text):
    text = escape(text)
    for pattern, replacement in SPANS:
        text = pattern.sub(replacement, text)
    return text


def slug(title):
    return re.sub(r"[^\w]+", "-", title.lower()).strip("-")


def convert(source):
    lines = source.splitlines() + [""]
    out, paragraph, lists = [], [], []

    def flush():
        if paragraph:
            out.append(f"<p>{spans(' '.join(paragraph))}</p>")
            paragraph.clear()

    def close_lists(depth=0):
        while len(lists) > depth:
            out.append("  " * (len(lists) - 1) + f"</{lists.pop()}>")

    i = 0
    while i < len(lines):
        line = lines[i]
        if line.startswith("```"):
            flush()
            end = next(j for j in range(i + 1, len(lines)) if lines[j].startswith("```") or j == len(lines) - 1)
            language = f' class="{line[3:].strip()}"' if line[3:].strip() else ""
            out.append(f"<pre{language}>" + escape("\n".join(lines[i + 1:end])) + "</pre>")
            i = end
        elif m := re.match(r"(#{1,6})\s+(.*?)\s*#*$", line):
            flush(), close_lists()
            level = len(m[1])
            out.append(f'<h{level} id="{slug(m[2])}">{spans(m[2])}</h{level}>')
        elif re.fullmatch(r"\s*([-*_])\s*(\1\s*){2,}", line):
            flush(), close_lists()
            out.append("<hr>")
        elif m := re.match(r"( *)([-*+]|\d+\.)\s+(.*)", line):
            flush()
            depth, kind = len(m[1]) // 2 + 1, "ul" if m[2] in "-*+" else "ol"
            close_lists(depth)
            while len(lists) < depth:
                out.append("  " * len(lists) + f"<{kind}>")
                lists.append(kind)
            out.append("  " * depth + f"<li>{spans(m[3])}</li>")
        elif line.startswith(">"):
            flush()
            quoted = []
            while i < len(lines) and lines[i].startswith(">"):
                quoted.append(lines[i][1:].removeprefix(" "))
                i += 1
            out.append("<blockquote>\n" + convert("\n".join(quoted)) + "\n</blockquote>")
            continue
        elif "|" in line and i + 1 < len(lines) and re.fullmatch(r"[\s|:-]+", lines[i + 1]) and "-" in lines[i + 1]:
            flush()
            rows = []
            while i < len(lines) and "|" in lines[i]:
                rows.append([cell.strip() for cell in lines[i].strip().strip("|").split("|")])
                i += 1
            header, _, *body = rows
            out.append("<table>")
            out.append("<tr>" + "".join(f"<th>{spans(c)}</th>" for c in header) + "</tr>")
            out.extend("<tr>" + "".join(f"<td>{spans(c)}</td>" for c in row) + "</tr>" for row in body)
            out.append("</table>")
            continue
        elif not line.strip():
            flush(), close_lists()
        else:
            paragraph.append(line.strip())
        i += 1
    return "\n".join(out)


print(convert("""\
# A *small* title #

Some **bold**, _emphasized_ and `code <b>` text
over two lines with a [link](http://x.y/z "Title") & ~~more~~ 2 * 3 * 4.

- one
- two **b**
  1. nested
  2. list
- three

---
> quoted *text*
> > deeper
>
> - item

```python
if a < b:
    print("&")
```

Name | Value
-----|:----:
a    | `1`
b    | ![alt](pic.png)

###### The End: 2.0!
last snake_case_word"""))

"""Plain words written so that a server which reads Markdown shows exactly them.

No server is known here. The rules are CommonMark's, with strike-through and tables.
"""

import re


# Left as they are: links and names must be found, and their signs mean nothing there.
WHOLE = re.compile(
    r"https?://\S+|(?<!\w)@[^\W_][\w.-]*@[\w.-]+[^\W_]|(?<!\w)#[^\W_]\w*(?<!_)"
)
SIGNS = re.compile(r"[\\`*_\[\]<>~&|]")
# At the start of a line: headings, lists, rules and underlines of headings.
HEADING_OR_LIST = re.compile(r"(?:#{1,6}|[-+])(?=\s|\Z)")
RULE = re.compile(r"[-=](?=[-=\s]*\Z)")
NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")


def markdown(words: str) -> str:
    """Escape every sign, and keep every line's end (CommonMark 2.4 and 6.7)."""
    lines = [_line(line) for line in words.splitlines()]
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    # Two spaces keep a line's end, unless a paragraph ends there anyway; a stroke would
    # do so too, but servers take it for a part of the link in front of it.
    return "\n".join(f"{line}  " if line and after else line for line, after in pairs)


def _line(line: str) -> str:
    # Four spaces in front would make it code; no reader sees them otherwise.
    line = line.strip()
    numbered = NUMBERED.match(line)
    if numbered:
        rest = _signs(line[numbered.end() :])
        return f"{numbered[1]}\\{numbered[2]}{rest}"
    marked = HEADING_OR_LIST.match(line) or RULE.match(line)
    return f"\\{_signs(line)}" if marked else _signs(line)


def _signs(line: str) -> str:
    done, pieces = 0, []
    for whole in WHOLE.finditer(line):
        pieces += [SIGNS.sub(_escaped, line[done : whole.start()]), whole.group()]
        done = whole.end()
    return "".join([*pieces, SIGNS.sub(_escaped, line[done:])])


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign.group()}"

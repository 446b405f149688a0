"""Reads a file of KEY=VALUE lines as Docker's compose does, see lib/airflow/env-file/parse.ts: the same cases test both."""
from __future__ import annotations

import re
from typing import Dict, List, Optional, Tuple

#: Space that ends no line, as Go and JavaScript count it alike.
SPACE = r"[\t\v\f\r \x85\xa0]"
HEAD = re.compile(r"(?:export" + SPACE + r"+)?([^\s\x85=:#\"'][^\s\x85=:]*)?" + SPACE + r"*([=:]?)" + SPACE + "*")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
BETWEEN = re.compile(r"(?:(?:\n|" + SPACE + r")+|#[^\n]*)*")
#: A sign before anything else stands for itself.
HOLE = re.compile(
    r"\$(?:(\$)|([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?)([-+])([^${}]*))?\}|(\{))"
)
BEHIND = re.compile(SPACE + r"*(?:#[^\n]*)?(?:\n|\Z)")
ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\", "$": "$$"}


class Fault(Exception):
    """A line that cannot be read. It never says a part of a value."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__("line %d: %s" % (line, message))
        self.line = line


def _after_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end == -1 else end + 1


def _closing(text: str, at: int, quote: str) -> int:
    at += 1
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == quote:
            return at
        at += 1
    return -1


def _escape(found: "re.Match[str]") -> str:
    letter, octal = found.group(1), found.group(2)
    if letter is not None:
        return ESCAPES.get(letter, found.group(0))
    code = int(octal, 8) if re.fullmatch("[0-7]{3}", octal) else 256
    return "\\" + octal if code > 255 else chr(code)


def _unquoted(inside: str) -> str:
    quotes = re.sub(r'\\(?:(")|([^"]))', lambda found: found.group(1) or found.group(0), inside)
    return re.sub(r"\\(?:([abcfnrtv$\"\\])|0([0-9]{0,3}))", _escape, quotes)


def _otherwise(value: Optional[str], colon: str, form: str, text: str) -> str:
    none = value is None or (colon == ":" and value == "")
    if form == "-":
        return text if none else value
    return "" if none else text


def _filled(value: str, known: Dict[str, str], line: int) -> str:
    def fill(found: "re.Match[str]") -> str:
        sign, plain, braced, colon, form, text, _ = found.groups()
        name = plain or braced or ""
        if sign is not None:
            return sign
        if form is not None:
            return _otherwise(known.get(name), colon, form, text)
        if name not in known:
            raise Fault(line, "a $ stands in a value that no line above fills in")
        return known[name]

    return HOLE.sub(fill, value)


def _value(text: str, at: int, known: Dict[str, str], line: int) -> Tuple[str, int]:
    quote = text[at : at + 1]
    if quote not in ('"', "'"):
        end = _after_line(text, at)
        bare = text[at:end].split(" #", 1)[0].rstrip("\n\t\v\f\r \x85\xa0")
        return _filled(bare, known, line), end
    close = _closing(text, at, quote)
    if close == -1:
        raise Fault(line, "the %s before a value is never closed" % quote)
    behind = BEHIND.match(text, close + 1)
    if behind is None:
        raise Fault(line, "text stands behind the closing %s" % quote)
    inside = text[at + 1 : close]
    if quote == "'":
        return re.sub(r"\\(?:(')|([^']))", lambda found: found.group(1) or found.group(0), inside, flags=re.S), behind.end()
    return _filled(_unquoted(inside), known, line), behind.end()


def parse(source: str) -> List[Tuple[str, str, int]]:
    """Name, value and line of every variable, in the order of the file.

    :raises Fault: for the first line that cannot be read
    """
    text = source[1:] if source.startswith("\ufeff") else source
    known = {}  # type: Dict[str, str]
    found = []  # type: List[Tuple[str, str, int]]
    at = BETWEEN.match(text).end()
    line = 1 + text.count("\n", 0, at)
    while at < len(text):
        head = HEAD.match(text, at)
        name, sign = head.groups()
        if name is None or sign == "" or NAME.fullmatch(name) is None:
            raise Fault(line, "expected NAME=value")
        value, end = _value(text, head.end(), known, line)
        if "\0" in value:
            raise Fault(line, "a variable cannot hold a NUL character")
        known[name] = value
        found.append((name, value, line))
        begin, at = at, BETWEEN.match(text, end).end()
        line += text.count("\n", begin, at)
    return found

"""Reads a document without types, and says in one line for people where it has another shape."""
from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Tuple


class Wrong(Exception):
    """The text is for people: what is wrong, and where."""


class Later(Wrong):
    """Nobody has to do anything: it may be otherwise in some minutes."""


class Reader:
    """A value of the document with the words for where it stands."""

    def __init__(self, value: Any, where: str) -> None:
        self.value = value
        self.where = where

    def wrong(self, expected: str) -> Wrong:
        kind = "nothing" if self.value is None else {dict: "a map", list: "a list"}.get(type(self.value), "text")
        return Wrong("%s: expected %s, got %s" % (self.where, expected, kind))

    def at(self, key: str) -> "Reader":
        return Reader(self.map().get(key), "%s.%s" % (self.where, key))

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.wrong("text")
        return self.value

    def maybe(self) -> Optional[str]:
        return None if self.value is None else self.text()

    def number(self) -> int:
        if not self.text().isdigit():
            raise self.wrong("a number")
        return int(self.text())

    def matching(self, pattern: "re.Pattern[str]", expected: str) -> str:
        if not pattern.fullmatch(self.text()):
            raise self.wrong(expected)
        return self.text()

    def map(self) -> Dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self.wrong("a map")
        return self.value

    def entries(self) -> List[Tuple[str, "Reader"]]:
        return [(str(key), Reader(value, "%s[%s]" % (self.where, key))) for key, value in self.map().items()]

    def list(self) -> List["Reader"]:
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return [Reader(value, "%s[%d]" % (self.where, index)) for index, value in enumerate(self.value)]

    def texts(self) -> Dict[str, str]:
        return {key: value.text() for key, value in self.entries()}


def inside(path: str, where: str) -> str:
    """A path below some folder, whose slash at the start does not count."""
    parts = path.lstrip("/").split("/")
    if "" in parts or "." in parts or ".." in parts or any(ord(letter) < 32 for letter in path):
        raise Wrong("%s: expected a path below its folder, got %r" % (where, path))
    return "/".join(parts)

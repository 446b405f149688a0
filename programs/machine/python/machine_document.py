"""What the machine is told to run: the two values that the agent saved, checked and as plain data.

The shape is that of lib/gcp/machine/document.ts. Every message is one line for people.
"""
from __future__ import annotations

import json
import re
from typing import Any, Dict, List, NamedTuple, Optional, Tuple, Union

from machine_reader import Reader, Wrong, inside

#: Of the plan: in this order they are started.
STAGES = ("store", "gate", "airflow", "timer")
NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
#: Folders of a generation that no unit may be named like.
TAKEN = ("units", "files")


class Hole(NamedTuple):
    secret: str
    key: Optional[str]
    encode: Optional[str]


Piece = Union[str, Hole]


class Unit(NamedTuple):
    name: str
    stage: str
    text: str
    timer: Optional[str]
    drain_seconds: int
    environment: Dict[str, str]
    secrets: Dict[str, List[Piece]]


class Document(NamedTuple):
    image: str
    version: str
    upgrade_from: str
    images: List[str]
    openings: List[Tuple[int, str]]
    redirects: List[Tuple[int, int, str]]
    units: List[Unit]
    """Those of a stage together, else in the order of the document."""
    files: Dict[str, str]
    authorities: Dict[str, str]


class References(NamedTuple):
    versions: Dict[str, str]
    """Of secrets, by their names."""
    authorities: Dict[str, str]


def _piece(piece: Reader) -> Piece:
    if isinstance(piece.value, str):
        return piece.value
    encode = piece.at("encode").maybe()
    if encode not in (None, "url", "json"):
        raise piece.at("encode").wrong("url or json")
    return Hole(piece.at("secret").text(), piece.at("key").maybe(), encode)


def _environment(reader: Reader) -> Dict[str, str]:
    """As `docker run --env-file` can read it, which has no way to write a line break."""
    for name, value in reader.entries():
        if not VARIABLE.fullmatch(name):
            raise Wrong("%s: expected a variable's name" % value.where)
        if "\n" in value.text() or "\r" in value.text():
            raise Wrong("%s: holds a line break; only a secret may hold one" % value.where)
    return reader.texts()


def _unit(unit: Reader) -> Unit:
    name = unit.at("name").matching(NAME, "lower-case letters, digits and '-'")
    if name in TAKEN:
        raise unit.at("name").wrong("another name than %s" % " and ".join(TAKEN))
    named = Reader(unit.value, "unit %s" % name)
    stage = named.at("stage").text()
    if stage not in STAGES:
        raise named.at("stage").wrong(" or ".join(STAGES))
    secrets = named.at("secrets").entries()
    return Unit(
        name=name,
        stage=stage,
        text=named.at("text").text(),
        timer=named.at("timer").maybe(),
        drain_seconds=named.at("drainSeconds").number(),
        environment=_environment(named.at("environment")),
        secrets={inside(path, value.where): [_piece(one) for one in value.list()] for path, value in secrets},
    )


def _files(reader: Reader) -> Dict[str, str]:
    return {inside(path, value.where): value.text() for path, value in reader.entries()}


def _openings(reader: Reader) -> List[Tuple[int, str]]:
    return [(one.at("port").number(), source.text()) for one in reader.list() for source in one.at("from").list()]


def document(content: Any) -> Document:
    """Of YAML read without types: every scalar is text, because YAML 1.1 takes `on` and `1:30` for something else.
    Raises Wrong."""
    top = Reader(content, "machine.yaml")
    units = [_unit(one) for one in top.at("units").list()]
    names = [unit.name for unit in units]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Wrong("machine.yaml.units: %s is there twice" % twice[0])
    return Document(
        image=top.at("image").text(),
        version=top.at("version").text(),
        upgrade_from=top.at("upgradeFrom").maybe() or "",
        images=[one.text() for one in top.at("images").list()],
        openings=_openings(top.at("openings")),
        redirects=[
            (one.at("port").number(), one.at("to").number(), source.text())
            for one in top.at("redirects").list()
            for source in one.at("from").list()
        ],
        units=sorted(units, key=lambda unit: STAGES.index(unit.stage)),
        files=_files(top.at("files")),
        authorities={name: inside(path.text(), path.where) for name, path in top.at("authorities").entries()},
    )


def references(text: str) -> References:
    """Raises Wrong."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise Wrong("references.json: not JSON: %s" % error) from None
    top = Reader(content, "references.json")
    return References(top.at("versions").texts(), top.at("authorities").texts())

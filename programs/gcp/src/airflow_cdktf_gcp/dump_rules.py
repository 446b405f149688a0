"""Pure rules: names of dumps, and what a restored one must hold to count."""
from __future__ import annotations

import json
import re
import time
from typing import Dict, List, NamedTuple, Set

ENDINGS = {"postgres": "postgres.dump", "mysql": "mysql.sql.gz"}
#: What Airflow's migrations keep; without it the database is not Airflow's.
VERSION = "alembic_version"
#: As `name` makes them; older ones may be of the other engine.
NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-(%s)" % "|".join(map(re.escape, ENDINGS.values())))


class Wrong(Exception):
    """The text is one line for people."""


class Plan(NamedTuple):
    """AIRFLOW_CDKTF_DUMP, written at synth."""

    engine: str
    bucket: str
    prefix: str


def read(text: str) -> Plan:
    """Raises Wrong."""
    try:
        given = json.loads(text)
        plan = Plan(str(given["engine"]), str(given["bucket"]), str(given["prefix"]).strip("/"))
    except (ValueError, KeyError, TypeError) as error:
        raise Wrong("AIRFLOW_CDKTF_DUMP has another shape: %r" % error) from None
    if plan.engine not in ENDINGS:
        raise Wrong("AIRFLOW_CDKTF_DUMP: expected the engine postgres or mysql, got %r" % plan.engine)
    return plan


def name(engine: str, at: float) -> str:
    return "%s-%s" % (time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(at)), ENDINGS[engine])


def asked_for(text: str, engine: str) -> str:
    """The dump that a person named, with or without its folder. Raises Wrong."""
    found = text.strip().rsplit("/", 1)[-1]
    if not NAME.fullmatch(found):
        raise Wrong("expected a dump's name such as %s, got %r" % (name(engine, 0), text.strip()[:100]))
    if not found.endswith(ENDINGS[engine]):
        raise Wrong("%s is of another kind of database than this one (%s)" % (found, engine))
    return found


class Facts(NamedTuple):
    """What a database holds, see dump_postgres.sh and dump_mysql.sh."""

    rows: Dict[str, int]
    """By table; 0 where they were not counted."""
    versions: Dict[str, str]
    """Of Alembic, by table."""

    @property
    def tables(self) -> Set[str]:
        return set(self.rows)


def facts(text: str) -> Facts:
    """Raises Wrong."""
    rows: Dict[str, int] = {}
    versions: Dict[str, str] = {}
    for line in text.splitlines():
        words = line.split()
        if words[:1] == ["table"] and len(words) in (2, 3):
            rows[words[1]] = int(words[2]) if len(words) == 3 else 0
        elif words[:1] == ["version"] and len(words) == 3:
            versions[words[1]] = words[2]
        elif words:
            raise Wrong("the list of tables has another shape: %r" % line[:100])
    return Facts(rows, versions)


def lacks(restored: Facts, *live: Facts) -> str:
    """What speaks against a dump, or nothing. `live`: the database before and after, between which the dump is from."""
    always = set.intersection(*(one.tables for one in live))
    ever = set.union(*(one.tables for one in live))
    if VERSION not in restored.versions:
        return "the dump holds no %s, so it is not of Airflow's database" % VERSION
    if always - restored.tables:
        return "the dump lacks %s" % _some(always - restored.tables)
    if restored.tables - ever:
        return "the dump holds %s, which the database has not" % _some(restored.tables - ever)
    for table, version in sorted(restored.versions.items()):
        if version not in {one.versions.get(table) for one in live}:
            return "the dump says %s in %s, and the database says %s" % (version, table, live[0].versions.get(table))
    return ""


def _some(tables: Set[str]) -> str:
    found: List[str] = sorted(tables)
    return ", ".join(found[:5]) + (" and %d more tables" % (len(found) - 5) if len(found) > 5 else "")


def described(restored: Facts, size: int) -> str:
    rows = sum(restored.rows.values())
    told = (len(restored.rows), rows, restored.versions[VERSION], size / 2**20)
    return "%d tables, %d rows, Alembic %s, %.1f MiB" % told

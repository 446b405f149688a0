"""Applies the declared slot pools. Ours carry a mark in their description; other people's are never touched."""
from __future__ import annotations

import json
import os
from typing import Any, Dict, List, NamedTuple, Optional

from .migration_database import Refusal

MARK = "(airflow-cdktf)"
DEFAULT = "default_pool"


class Wanted(NamedTuple):
    slots: int
    description: str


def declared(text: str) -> Dict[str, Wanted]:
    """AIRFLOW_CDKTF_SLOT_POOLS: {"name": {"slots": 4, "description": "..."}}."""
    try:
        return {
            str(name): Wanted(int(pool["slots"]), described(str(pool.get("description") or "")))
            for name, pool in json.loads(text).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("AIRFLOW_CDKTF_SLOT_POOLS is not {name: {slots, description}}: %r" % error) from None


def described(description: str) -> str:
    return ("%s %s" % (description.strip(), MARK)).strip()


def surplus(existing: Dict[str, Optional[str]], wanted: Dict[str, Wanted]) -> List[str]:
    """Pools that we made and nobody declares any more. `existing`: description by name."""
    return sorted(
        name
        for name, description in existing.items()
        if name not in wanted and name != DEFAULT and (description or "").endswith(MARK)
    )


def apply() -> List[str]:
    """Makes the database's pools as declared; says what was done. Unset: nothing is declared, nothing is deleted."""
    text = os.environ.get("AIRFLOW_CDKTF_SLOT_POOLS")
    if text is None:
        return []
    wanted = declared(text)

    from airflow.models.pool import Pool
    from airflow.utils.session import create_session

    done: List[str] = []
    with create_session() as session:
        existing: Dict[str, Any] = {pool.pool: pool for pool in session.query(Pool).all()}
        for name, pool in wanted.items():
            row = existing.get(name)
            if row is None:
                session.add(
                    Pool(pool=name, slots=pool.slots, description=pool.description, include_deferred=False)
                )
                done.append("slot pool %s was created with %d slots" % (name, pool.slots))
            elif (row.slots, row.description) != (pool.slots, pool.description):
                row.slots, row.description = pool.slots, pool.description
                done.append("slot pool %s was set to %d slots" % (name, pool.slots))
        for name in surplus({name: row.description for name, row in existing.items()}, wanted):
            session.delete(existing[name])
            done.append("slot pool %s was deleted: no longer declared" % name)
    return done

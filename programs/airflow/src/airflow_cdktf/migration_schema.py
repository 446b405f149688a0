"""Brings Airflow's tables to this release, by the functions of `airflow db migrate` itself."""
from __future__ import annotations

import sys
from typing import List, Optional

from . import database
from .migration_database import Refusal, revision

#: Tables in which Alembic keeps a revision, and where the code's newest one is written.
AIRFLOW_TABLE = "alembic_version"


def command(words: List[str]) -> None:
    """Runs a command of Airflow's CLI in this process.

    `sys.argv` is what Airflow writes into its audit log, so only these words, never a secret, stand there.
    """
    from airflow.cli.cli_parser import get_parser

    sys.argv = ["airflow", *words]
    arguments = get_parser().parse_args(words)
    arguments.func(arguments)


def _known(found: str) -> bool:
    """Whether this release's own migrations know the revision."""
    from airflow.utils import db

    if found in db._REVISION_HEADS_MAP.values():
        return True
    try:
        return db._get_script_object().get_revision(found) is not None
    except Exception:  # Alembic's way to say that it never heard of it.
        return False


def refuse_other_image(wanted: Optional[str]) -> None:
    """The file's version decides options and commands: an image with another Airflow would run with the wrong ones."""
    from importlib.metadata import version

    found = version("apache-airflow")
    if wanted and found != wanted:
        raise Refusal(
            "the image has Airflow %s, the deployment file says airflow.version %s. Write the image's version, "
            "or name an image that has %s." % (found, wanted, wanted)
        )


def refuse_newer(address: database.Address) -> None:
    """A database of a newer Airflow must not be touched: an older release never works on it."""
    from airflow import __version__

    found = revision(address, AIRFLOW_TABLE)
    if found is not None and not _known(found):
        raise Refusal(
            "the database %s was migrated by a newer Airflow than %s (its revision %s is unknown here). "
            "Deploy that Airflow version again, or restore a backup made before the upgrade."
            % (address.shown, __version__, found)
        )


def _parser_knows(option: str) -> bool:
    from airflow.cli import cli_config

    commands = {found.name: found for found in cli_config.DB_COMMANDS}
    return any(option in argument.flags for argument in commands["migrate"].args)


def migrate(address: database.Address) -> None:
    refuse_newer(address)
    # 2.11 would parse every DAG after a migration; the scheduler does that anyway.
    quick = ["--no-reserialize-dags"] if _parser_knows("--no-reserialize-dags") else []
    command(["db", "migrate", *quick])

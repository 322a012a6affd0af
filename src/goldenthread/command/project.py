"""Django, set up on this installation's database and brought up to date, for the commands that need it."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goldenthread.command import embedded_postgres, places
from goldenthread.rules.refusals import Refused

# Two commands that start at once must not both migrate: any number will do, as long as it is ours alone.
MIGRATING = 4_051_972


@contextmanager
def project(home: Path | None = None) -> Iterator[Path]:
    """Inside, models can be imported and the tables are those of this version. Gives the home.

    Nobody acts yet, so no row is seen: a command says as whom it runs.
    """
    folder = home or places.home()
    with surroundings(folder):
        set_up_django()
        bring_up_to_date()
        from goldenthread.database.acting import acting_as, errand

        with errand(), acting_as(None):
            yield folder


@contextmanager
def surroundings(home: Path) -> Iterator[None]:
    """The settings that a home implies: its database, its key, its day. Those already told stand."""
    told = dict(os.environ)
    try:
        if "DATABASE_URL" in told:
            os.environ.update({"GOLDENTHREAD_HOME": str(home)})
            yield
            return
        if told.get("GOLDENTHREAD_PRODUCTION") == "1":
            raise Refused(
                "In production the data stand in a PostgreSQL of your own: set DATABASE_URL to its address."
            )
        with embedded_postgres.running(home) as urls:
            os.environ.update({"GOLDENTHREAD_HOME": str(home), **implied(home, urls), **told})
            yield
    finally:
        for name in os.environ.keys() - told.keys():
            del os.environ[name]
        os.environ.update(told)


def implied(home: Path, urls: embedded_postgres.Urls) -> dict[str, str]:
    """What a home with a database of its own says where the environment does not."""
    day = home / "today"
    return {
        "DATABASE_URL": urls.application,
        "DATABASE_OWNER_URL": urls.owner,
        "DATABASE_BACKUP_URL": urls.backup,
        "GOLDENTHREAD_SECRET_KEY": secret_key(home),
        **({"GOLDENTHREAD_TODAY": day.read_text().strip()} if day.exists() else {}),
    }


def secret_key(home: Path) -> str:
    """The home's own key, made once: sessions outlive a restart, and no two homes share one."""
    kept = home / "secret-key"
    try:
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return kept.read_text()


def bring_up_to_date() -> None:
    """Migrate as the owner where the tables are behind; where there is no owner's login, say so."""
    if not _waiting():
        return
    owner = os.environ.get("DATABASE_OWNER_URL")
    if not owner:
        raise Refused(
            "The database is older than this version. Set DATABASE_OWNER_URL to the owner's login "
            "and run ./goldenthread manage migrate."
        )
    import psycopg
    from django.core.management import call_command

    with psycopg.connect(owner) as alone:
        alone.execute("select pg_advisory_xact_lock(%s)", [MIGRATING])
        if _waiting():
            print("Bringing the database up to date …", file=sys.stderr, flush=True)
            call_command("migrate", verbosity=0)


def set_up_django() -> None:
    """Load the settings; a bad or missing one is refused with its sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        raise Refused(str(problem)) from problem


def _waiting() -> bool:
    """Migrations wait; or some were made whose tables the application was not yet let into."""
    from django.db import OperationalError, ProgrammingError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except ProgrammingError:
        return True
    except OperationalError as problem:
        reason = str(problem).strip().splitlines()[0]
        raise Refused(f"The database does not answer ({reason}). Check DATABASE_URL.") from problem
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

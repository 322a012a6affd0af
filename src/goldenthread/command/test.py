"""`./goldenthread test [--long [full | oldest] | --coverage] [pytest's own words]`: every test, once.

It sets its machine up: the browser for the journeys, and PostgreSQL in a throw-away home (or the one of
DATABASE_URL). `--long` looks as hard as it can and measures coverage (`full`), runs again on the oldest PostgreSQL
(`oldest`), and writes the outcome to docs/generated/test-long.md.
"""

from __future__ import annotations

from goldenthread.command import browser, every_test, long_test


def main(words: list[str]) -> int:
    """Pytest's exit code; its summary is the last line of standard output."""
    if words[:1] in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    browser.ensure()
    if "--long" in words:
        return long_test.main(words)
    if "--coverage" in words:
        others = [word for word in words if word != "--coverage"]
        return every_test.run(others, measured=True) or every_test.covered()
    return every_test.run(words)

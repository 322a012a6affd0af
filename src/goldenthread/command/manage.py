"""`./goldenthread manage …`: Django's own commands on the home's database, `migrate` and `shell` among them."""

from __future__ import annotations

from goldenthread.command import places, project


def main(words: list[str]) -> int:
    """Nothing is migrated on the way: that is what one of these commands is for."""
    with project.surroundings(places.home()):
        project.set_up_django()
        from django.core.management import execute_from_command_line

        execute_from_command_line(["./goldenthread manage", *words])
    return 0

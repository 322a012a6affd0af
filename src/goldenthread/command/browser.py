"""What the browser journeys need from the machine: Chromium, a font, LibreOffice, a PDF reader."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# program: the Debian package that brings it
PROGRAMS = {"chromium": "chromium", "soffice": "libreoffice-calc", "pdftotext": "poppler-utils"}
ALSO = ["fonts-liberation"]  # Arial's measures, so that pages are as wide here as on a desk


def missing() -> list[str]:
    """The packages whose programs are not on this machine."""
    return [package for program, package in PROGRAMS.items() if not shutil.which(program)]


def ensure() -> None:
    """As root on Debian, install what is missing; otherwise name it in one line, and its tests are skipped."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(wanted)} for the browser's tests …", file=sys.stderr, flush=True)
        _apt_get(["update", "-q"])
        _apt_get(["install", "-q", "-y", "--no-install-recommends", *wanted, *ALSO])
    if still := missing():
        print(
            f"Some tests are skipped for want of: apt-get install {' '.join(still)}",
            file=sys.stderr,
            flush=True,
        )


def _apt_get(words: list[str]) -> None:
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *words], check=False, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=quietly)

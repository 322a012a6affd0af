"""Make the environment that the commands run in, with Python's standard library alone.

`.venv` gets exactly the packages of the lock, each checked against its hash. A pinned uv installs them in
seconds; where it cannot be had or cannot reach the packages, pip does the same more slowly. A stamp that
names the checkout says that all is done: `./goldenthread` looks at nothing else.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCKS = {"runtime": "requirements.lock.txt", "development": "requirements-development.lock.txt"}


class CannotInstall(Exception):
    """The sentence that the user reads."""


def main(root: Path, kind: str) -> int:
    """Bring the environment up to the lock; several at once wait for the first, which does it for all."""
    try:
        with one_at_a_time(root):
            if not is_current(root, kind):
                set_up(root, kind)
            stamp(root, kind)
    except (CannotInstall, OSError) as problem:
        say(str(problem))
        return 1
    return 0


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Wait while another command sets up."""
    if not os.access(root, os.W_OK):
        raise CannotInstall(f"{root} cannot be written. Clone Goldenthread into a folder that you can write.")
    with (root / ".venv.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up(root: Path, kind: str) -> None:
    """The environment, its packages, and the way from it to the source."""
    began = time.monotonic()
    for name in LOCKS:
        stamp_of(root, name).unlink(missing_ok=True)
    make_environment(root)
    # Packages for tests, once there, stay: to install the runtime's alone would take them away.
    if kind == "runtime" and (root / ".venv" / "bin" / "pytest").exists():
        kind = "development"
    install_packages(root, root / LOCKS[kind])
    link_source(root)
    for name in ("runtime", kind):
        stamp(root, name)
    say(f"Goldenthread is set up ({time.monotonic() - began:.0f} s).")


def make_environment(root: Path) -> None:
    """`.venv`, made anew unless a Python that suits already answers there."""
    folder = root / ".venv"
    suits = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2])"
    if (folder / "pyvenv.cfg").exists() and succeeds([folder / "bin" / "python", "-c", suits]):
        return
    require_ensurepip()
    say(f"Setting up Goldenthread in {folder} with Python {sys.version.split()[0]}; this happens once …")
    venv.create(folder, clear=True, symlinks=True, with_pip=False)


def require_ensurepip() -> None:
    """Debian and Ubuntu leave a part of Python's `venv` out."""
    if importlib.util.find_spec("ensurepip") is None:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotInstall(f"This Python cannot make environments. Run: apt-get install {version}-venv")


def install_packages(root: Path, lock: Path) -> None:
    """Exactly the lock's packages, by uv, else by pip."""
    python, tools = root / ".venv" / "bin" / "python", root / ".venv" / "tools"
    if not (tools / "bin" / "pip").exists():
        require_ensurepip()
        say("  pip …")
        venv.create(tools, clear=True, symlinks=True, with_pip=True)
    pip = [tools / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    if not (tools / "bin" / "uv").exists():
        say("  uv …")
        succeeds(
            [*pip, "install", "-q", "--no-deps", "--require-hashes", "-r", root / "bootstrap" / "uv.txt"]
        )
    say(f"  {packages_in(lock)} packages …")
    sync = ["pip", "sync", "-q", "--python", python, "--require-hashes", lock]
    if (tools / "bin" / "uv").exists() and succeeds([tools / "bin" / "uv", *sync]):
        return
    say("  (with pip, since uv could not)")
    if not succeeds([*pip, "--python", python, "install", "-q", "--no-deps", "--require-hashes", "-r", lock]):
        raise CannotInstall(
            "The packages could not be installed: the lines above say why. Mend it and run this again."
        )


def link_source(root: Path) -> None:
    """The environment imports the checkout's own source; an editable install would need a build tool."""
    (packages,) = (root / ".venv" / "lib").glob("python3*/site-packages")
    (packages / "goldenthread-checkout.pth").write_text(f"{root / 'src'}\n")


def stamp_of(root: Path, kind: str) -> Path:
    """The file that says that the environment holds this lock's packages."""
    return root / ".venv" / f"ready-{kind}"


def stamp_text(root: Path, kind: str) -> str:
    """The checkout's folder, for the stub; the lock's hash, for us."""
    return f"{root}\n{hashlib.sha256((root / LOCKS[kind]).read_bytes()).hexdigest()}\n"


def stamp(root: Path, kind: str) -> None:
    """Say so; written whole or not at all."""
    new = stamp_of(root, kind).with_suffix(".new")
    new.write_text(stamp_text(root, kind))
    new.replace(stamp_of(root, kind))


def is_current(root: Path, kind: str) -> bool:
    """The lock's hash is the installed one's, whatever the times of the files say."""
    try:
        return (root / ".venv" / "bin" / "python").exists() and stamp_of(
            root, kind
        ).read_text() == stamp_text(root, kind)
    except FileNotFoundError:
        return False


def packages_in(lock: Path) -> int:
    """How many packages the lock names."""
    return sum("==" in line for line in lock.read_text().splitlines())


def succeeds(command: list[str | Path]) -> bool:
    """Run it, with what it says on standard error; the machine's own index and certificates are respected."""
    surroundings = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never", **os.environ}
    surroundings |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    surroundings.pop("VIRTUAL_ENV", None)
    return subprocess.run(command, check=False, stdout=sys.stderr, env=surroundings).returncode == 0


def say(words: str) -> None:
    """On standard error, at once."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))

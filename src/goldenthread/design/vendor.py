"""Copy NHS.UK frontend into our static files: `python -m goldenthread.design.vendor TARBALL`.

The tarball is the npm package (`npm pack nhsuk-frontend@10.6.1`). Nobody who runs Goldenthread needs
Node, and no page may call another site: the two `@font-face` rules, which fetch Frutiger (a font for
NHS services alone) from assets.nhs.uk, are dropped, and pictures are looked up beside the stylesheet.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tarfile
from pathlib import Path

PACKAGE = "package/dist/nhsuk/"
SHA256 = "1af037bcb75237c4208809d3ac9a06522ccf61b2268221268ead3985bceb060b"
HOME = Path(__file__).parent / "static" / "nhsuk"

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$")
PICTURE = re.compile(r"url\(/assets/(images/[\w.-]+)\)")


def main(tarball: Path, home: Path = HOME) -> None:
    """Write the stylesheet, the script and the pictures that the stylesheet names."""
    refuse_another_package(tarball)
    with tarfile.open(tarball) as package:
        stylesheet = stylesheet_of_our_own(read(package, "nhsuk-frontend.min.css"))
        script = SOURCE_MAP.sub("", read(package, "nhsuk-frontend.min.js"))
        pictures = {name: read(package, f"assets/{name}") for name in pictures_named_in(stylesheet)}
    write(home / "nhsuk-frontend.min.css", stylesheet)
    write(home / "nhsuk-frontend.min.js", script)
    for name, picture in pictures.items():
        write(home / name, picture)


def refuse_another_package(tarball: Path) -> None:
    """The package must be the one that was reviewed, byte for byte."""
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{tarball} is not the package we reviewed: its SHA-256 is {found}.")


def stylesheet_of_our_own(stylesheet: str) -> str:
    """The stylesheet without remote fonts or source map, its pictures beside it."""
    local = FONT_FACE.sub("", SOURCE_MAP.sub("", stylesheet))
    return PICTURE.sub(r"url(\1)", local)


def pictures_named_in(stylesheet: str) -> list[str]:
    """The pictures that a patched stylesheet needs, once each."""
    return sorted(set(re.findall(r"url\((images/[\w.-]+)\)", stylesheet)))


def read(package: tarfile.TarFile, name: str) -> str:
    """One text file of the package."""
    member = package.extractfile(PACKAGE + name)
    if member is None:
        raise SystemExit(f"The package holds no file {name}.")
    return member.read().decode()


def write(path: Path, text: str) -> None:
    """Put one file in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip() + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

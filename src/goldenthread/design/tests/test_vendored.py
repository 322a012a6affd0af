"""The assets we ship are whole, local and as reviewed."""

from __future__ import annotations

import io
import re
import tarfile
from pathlib import Path

import pytest

from goldenthread.design import vendor

STATIC = Path(vendor.__file__).parent / "static"
STYLESHEETS = sorted(STATIC.rglob("*.css"))


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.name)
def test_a_stylesheet_fetches_nothing_from_another_site(stylesheet):
    text = stylesheet.read_text()
    assert "@font-face" not in text
    assert "@import" not in text
    assert not re.search(r"url\(\s*[\"']?(https?:)?//", text)


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.name)
def test_every_picture_that_a_stylesheet_names_is_there(stylesheet):
    for name in re.findall(r"url\([\"']?(?!data:)([^\"')]+)", stylesheet.read_text()):
        assert (stylesheet.parent / name).is_file(), name


def test_the_assets_are_of_the_version_that_the_macros_pair_with():
    assert '--nhsuk-frontend-version:"10.6.1"' in (STATIC / "nhsuk" / "nhsuk-frontend.min.css").read_text()
    assert "10.6.1" in (STATIC / "nhsuk" / "VENDORED.md").read_text()


def test_the_licence_travels_with_the_assets():
    assert "MIT License" in (STATIC / "nhsuk" / "LICENSE").read_text()


def test_the_script_module_is_found_beside_ours():
    (imported,) = re.findall(r'from "(.+)"', (STATIC / "goldenthread.js").read_text())
    assert (STATIC / imported).is_file()


def package(path: Path, stylesheet: str) -> Path:
    """An npm package of that name, with a stylesheet of ours."""
    files = {
        "nhsuk-frontend.min.css": stylesheet,
        "nhsuk-frontend.min.js": "export{}//# sourceMappingURL=a.js.map\n",
        "assets/images/arrow.svg": "<svg/>",
        "assets/images/unused.svg": "<svg/>",
    }
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(vendor.PACKAGE + name)
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text.encode()))
    return path


def test_vendoring_drops_remote_fonts_and_source_maps_and_keeps_pictures_beside(tmp_path, monkeypatch):
    monkeypatch.setattr(vendor, "refuse_another_package", lambda tarball: None)
    font = "@font-face{src:url(https://assets.nhs.uk/f.woff)}"
    css = font + "a{background:url(/assets/images/arrow.svg)}\n/*# sourceMappingURL=a.css.map */\n"
    vendor.main(package(tmp_path / "npm.tgz", css), tmp_path / "home")
    written = {
        path.relative_to(tmp_path / "home").as_posix(): path.read_text()
        for path in (tmp_path / "home").rglob("*.*")
    }
    assert written == {
        "nhsuk-frontend.min.css": "a{background:url(images/arrow.svg)}\n",
        "nhsuk-frontend.min.js": "export{}\n",
        "images/arrow.svg": "<svg/>\n",
    }


def test_a_package_that_nobody_reviewed_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="not the package we reviewed"):
        vendor.main(package(tmp_path / "npm.tgz", ""), tmp_path)

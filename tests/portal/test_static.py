import gzip
import re

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder of collected static files, as in production."""
    from django.test import override_settings

    root = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "portal.staticfiles.JoinedStaticFilesStorage"}}
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def stylesheet(root, name="portal"):
    (path,) = (path for path in (root / "css").glob(f"{name}.*.css"))
    return path.read_text(encoding="utf-8")


def test_the_stylesheet_is_served_as_one_file_in_the_written_order(collected):
    css = stylesheet(collected)
    assert "@import" not in css + stylesheet(collected, "contests") + stylesheet(collected, "people")
    assert css.index("--paper") < css.index(".topbar")


@pytest.mark.parametrize(("name", "most"), [("portal", 14_000), ("contests", 5_000), ("people", 5_000)])
def test_styles_of_every_page_fit_into_fourteen_kilobytes_and_those_of_a_section_into_five(collected, name, most):
    assert len(gzip.compress(stylesheet(collected, name).encode())) < most


def test_its_fonts_are_found_by_their_hashed_names(collected):
    fonts = re.findall(r"""url\(["']?([^"')]+)""", stylesheet(collected))
    assert fonts
    assert all((collected / "css" / name).resolve().is_file() for name in fonts)


def test_no_stylesheet_or_script_names_another_host():
    """But for names that only look like addresses: namespaces, and the scheme of a kind of message in hls.js.

    PDF.js names hosts in its licence and in what it never asks for; `connect-src 'self'` holds it (`tests/browser/test_building.py`).
    """
    files = [*(settings.BASE_DIR / "static").rglob("*.css"), *(settings.BASE_DIR / "static").rglob("*.js")]
    for path in [path for path in files if path.parent.name != "pdfjs"]:
        assert not re.search(r"https?://(?!www\.w3\.org|aomedia\.org/emsg/ID3)", path.read_text(encoding="utf-8")), path


def test_all_fonts_of_a_page_weigh_at_most_140_kilobytes():
    fonts = list((settings.BASE_DIR / "static" / "fonts").glob("*.woff2"))
    assert sum(path.stat().st_size for path in fonts) <= 140_000


@pytest.mark.parametrize(
    "path", sorted((settings.BASE_DIR / "static" / "css").rglob("*.css")), ids=lambda path: path.name
)
def test_every_rule_is_closed(path):
    """A brace that a merge has lost takes everything below it away, and nothing says so."""
    sheet = path.read_text(encoding="utf-8")
    assert sheet.count("{") == sheet.count("}")

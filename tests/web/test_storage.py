import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from fondaco.web.storage import EMBEDDED_FONT, THEME, StaticStorage


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    with override_settings(
        STATIC_ROOT=folder,
        STORAGES={"staticfiles": {"BACKEND": "fondaco.web.storage.StaticStorage"}},
    ):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


def test_everything_is_collected_under_a_hashed_name(collected: Path) -> None:
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    for name in ("fondaco/fondaco.css", "fondaco/world.svg", THEME):
        assert (collected / paths[name]).exists()
        assert paths[name] != name


def test_style_sheets_are_shipped_compressed(collected: Path) -> None:
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    assert (collected / f"{paths[THEME]}.gz").exists()


def test_the_theme_asks_for_nothing_that_the_csp_refuses(collected: Path) -> None:
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    theme = (collected / paths[THEME]).read_bytes()
    assert b"font-face" not in theme
    assert len(theme) > 500_000


def test_our_fonts_are_found_beside_the_style_sheet(collected: Path) -> None:
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    css = (collected / paths["fondaco/fondaco.css"]).read_text()
    assert css.count("titillium-web-v10-latin-ext_latin-") == 3
    assert (
        '"../fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2"'
        not in css
    )


def test_a_file_that_is_mentioned_and_not_shipped_keeps_its_name() -> None:
    assert StaticStorage().hashed_name("js/absent.js.map") == "js/absent.js.map"


def test_only_the_embedded_font_is_taken_out() -> None:
    css = b"a{}@font-face{font-family:X;src:url(data:font/woff;base64,AA)}b{}"
    assert EMBEDDED_FONT.sub(b"", css) == b"a{}b{}"
    own = b'@font-face{font-family:X;src:url("x.woff2")}'
    assert EMBEDDED_FONT.sub(b"", own) == own

"""The order of layers holds where import-linter cannot see: templates, includes, tag libraries, string references to models."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

# A layer may name itself and what stands to its right. Syndication names the kernel alone.
BELOW = {
    "home": {"news", "magazine", "films", "contests", "engagement", "people", "accounts", "portal"},
    "news": {"engagement", "people", "accounts", "portal"},
    "magazine": {"engagement", "people", "accounts", "portal"},
    "films": {"engagement", "people", "accounts", "portal"},
    "contests": {"engagement", "people", "accounts", "portal"},
    "engagement": {"people", "accounts", "portal"},
    "people": {"accounts", "portal"},
    "accounts": {"portal"},
    "syndication": {"accounts", "portal"},
    "portal": set(),
}
ROOMS = sorted(BELOW)
TEMPLATE_NAME = re.compile(r"""{%-?\s*(?:extends|include)\s+["'](\w+)/""")
MODEL_REFERENCE = re.compile(rf"({'|'.join(ROOMS)})\.[A-Z]\w+")


def _sources(room: str, suffix: str) -> list[Path]:
    return [path for path in (settings.BASE_DIR / room).rglob(f"*{suffix}") if "migrations" not in path.parts]


def _may_name(room: str) -> set[str]:
    return BELOW[room] | {room}


@pytest.mark.parametrize("room", ROOMS)
def test_templates_include_and_extend_only_what_is_below(room):
    for path in _sources(room, ".html"):
        named = set(TEMPLATE_NAME.findall(path.read_text(encoding="utf-8"))) & set(BELOW)
        assert named <= _may_name(room), f"{path} names {named - _may_name(room)}"


@pytest.mark.parametrize("room", ROOMS)
def test_string_references_to_models_go_only_down(room):
    for path in _sources(room, ".py"):
        if path.name == "settings.py":
            continue
        strings = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        ]
        references = [MODEL_REFERENCE.fullmatch(text) for text in strings if isinstance(text, str)]
        named = {found[1] for found in references if found}
        assert named <= _may_name(room), f"{path} names {named - _may_name(room)}"


@pytest.mark.parametrize("room", ROOMS)
def test_each_model_has_a_russian_name(room):
    cyrillic = re.compile("[а-яё]", re.IGNORECASE)
    nameless = [
        model.__name__
        for model in apps.get_app_config(room).get_models()
        if not cyrillic.search(str(model._meta.verbose_name))
        or not cyrillic.search(str(model._meta.verbose_name_plural))
    ]
    assert nameless == []


def test_each_variable_of_the_environment_is_documented():
    source = "".join(path.read_text(encoding="utf-8") for path in (settings.BASE_DIR / "portal/env").glob("*.py"))
    operations = (settings.BASE_DIR / "docs" / "operations.md").read_text(encoding="utf-8")
    names = set(
        re.findall(r'(?:values.get\(|values, |flag\(|choice_of_scheme\(|https_or_local\()"([A-Z][A-Z_]{3,})"', source)
    )
    assert len(names) > 20
    assert {name for name in names if f"`{name}`" not in operations} == set()


def test_no_file_names_a_package_registry():
    hosts = ["pypi" + ".org", "registry." + "npmjs", "pythonhosted" + ".org", "deb." + "debian.org"]
    tracked = [
        p
        for p in settings.BASE_DIR.rglob("*")
        if p.is_file() and not {".git", ".venv", "node_modules", "var"} & set(p.parts)
    ]
    texts = [
        p
        for p in tracked
        if p.suffix in {".py", ".txt", ".in", ".json", ".toml", ".md", ".yml", ""} and p.stat().st_size < 2_000_000
    ]
    named = [str(p) for p in texts for host in hosts if host in p.read_text(encoding="utf-8", errors="ignore")]
    assert named == []

"""The matrix in docs/permissions.md is the truth: each address is asked as each role."""

import re

import pytest
from django.conf import settings

ROLES = ["signed out", "employee", "hr", "press", "jury", "admin"]
ROW = re.compile(r"^\| `(/[^`]*)` \|(.+)\|$", re.MULTILINE)


def matrix():
    text = (settings.BASE_DIR / "docs" / "permissions.md").read_text(encoding="utf-8")
    for path, cells in ROW.findall(text):
        for role, expected in zip(ROLES, (cell.strip() for cell in cells.split("|")), strict=True):
            yield pytest.param(path, role, expected, id=f"{path} {role}")


def said(answer) -> str:
    if answer.status_code == 200:
        return "200"
    return "login" if answer.status_code == 302 and answer.url.startswith("/login/") else "no"


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "role", "expected"), matrix())
def test_each_role_gets_what_the_matrix_says(client, sign_in, path, role, expected):
    asking = client if role == "signed out" else sign_in(role)
    assert said(asking.get(path)) == expected

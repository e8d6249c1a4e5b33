"""Where the files of films are worked on."""

import pytest


@pytest.fixture(autouse=True)
def _work_in_tmp(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"

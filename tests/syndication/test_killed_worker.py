import pytest

from tests.syndication.kills import survive


@pytest.mark.usefixtures("site")
def test_killed_workers_neither_lose_nor_double_a_post(connected):
    states = survive(connected, publications=20, kills=4)
    assert sum(states.values()) == 20

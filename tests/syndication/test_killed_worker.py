import pytest

from tests.syndication.kills import survive


@pytest.mark.usefixtures("site")
def test_ten_killed_workers_neither_lose_nor_double_a_post(telegram):
    states = survive(telegram, publications=20, kills=10)
    assert sum(states.values()) == 20

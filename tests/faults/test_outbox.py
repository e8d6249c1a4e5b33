import time

import pytest

from tests.syndication.conftest import connected, telegram  # noqa: F401  fixtures
from tests.syndication.kills import survive


@pytest.mark.faults
@pytest.mark.usefixtures("site")
def test_two_workers_killed_a_hundred_times_each_leave_the_channel_equal_to_the_portal(connected):  # noqa: F811
    begun = time.monotonic()
    states = survive(connected, publications=300, kills=100)
    print(
        f"300 pages, at least 2 x 100 kills, {time.monotonic() - begun:.0f} s; before the doubts were answered: {dict(states)}"
    )
    assert sum(states.values()) == 300

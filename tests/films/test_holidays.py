"""When a holiday comes next."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from films.dates import LAST, EachYear, NthWeekday, Once, next_date
from films.models import Holiday

DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))
FIXED = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: EachYear(day.month, day.day))
WEEKDAYS = st.builds(NthWeekday, st.integers(1, 12), st.integers(0, 6), st.integers(1, LAST))


def is_holiday(rule, day: date) -> bool:
    """Said once more, in another way."""
    if isinstance(rule, EachYear):
        return (day.month, day.day) == (rule.month, rule.day)
    nth = (day.day - 1) // 7 + 1
    is_last = (day + timedelta(days=7)).month != day.month
    return (
        day.month == rule.month and day.weekday() == rule.weekday and (is_last if rule.nth == LAST else nth == rule.nth)
    )


@given(st.one_of(FIXED, WEEKDAYS), DAYS)
def test_the_next_date_is_a_holiday_not_before_today_and_none_lies_between(rule, today):
    found = next_date(rule, today)
    assert found >= today
    assert is_holiday(rule, found)
    between = (today + timedelta(days=n) for n in range(min((found - today).days, 400)))
    assert not any(is_holiday(rule, day) for day in between)


@given(DAYS, DAYS)
def test_a_date_of_ones_own_comes_once(on, today):
    assert next_date(Once(on), today) == (on if on >= today else None)


@pytest.mark.parametrize(
    ("rule", "today", "expected"),
    [
        (NthWeekday(3, 6, 3), date(2026, 1, 1), date(2026, 3, 15)),
        (NthWeekday(3, 6, 3), date(2026, 3, 16), date(2027, 3, 21)),
        (EachYear(3, 8), date(2026, 3, 8), date(2026, 3, 8)),
        (EachYear(2, 29), date(2025, 1, 1), date(2028, 2, 29)),
        (EachYear(2, 29), date(2097, 1, 1), date(2104, 2, 29)),
        (NthWeekday(5, 4, LAST), date(2026, 5, 1), date(2026, 5, 29)),
    ],
)
def test_known_dates(rule, today, expected):
    assert next_date(rule, today) == expected


@pytest.mark.django_db
def test_the_press_adds_a_holiday_and_half_a_rule_is_refused(sign_in):
    press, add = sign_in("press"), reverse("wagtailsnippets_films_holiday:add")
    half = press.post(add, {"name": "День химика", "kind": "weekday", "month": "5", "weekday": "6"})
    assert "Нужно для этого правила." in half.content.decode()
    assert (
        press.post(
            add, {"name": "День химика", "kind": "weekday", "month": "5", "weekday": "6", "nth": "5"}
        ).status_code
        == 302
    )
    assert Holiday.objects.get(name="День химика").next_on(date(2026, 1, 1)) == date(2026, 5, 31)
    wrong = press.post(add, {"name": "Нет такого", "kind": "date", "month": "2", "day": "30"})
    assert "В этом месяце нет такого числа." in wrong.content.decode()

"""People for articles."""

from itertools import count

import pytest

from people.models import Employee

numbers = count(1)


@pytest.fixture
def employee(db):
    """`employee("Оксана", "Кривошлыкова")` is a new employee."""

    def _employee(name: str = "Оксана", surname: str = "Кривошлыкова") -> Employee:
        number = next(numbers)
        return Employee.objects.create(number=f"M{number}", slug=f"m{number}", name=name, surname=surname, sex="f")

    return _employee

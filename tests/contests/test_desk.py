"""«Стол конкурсов»: what HR sees of all contests and of one."""

import pytest
from django.urls import reverse

from contests.factories import ContestFactory, WorkFactory
from contests.stages import Stage

pytestmark = pytest.mark.django_db


def test_the_desk_says_what_goes_on_and_what_waits(sign_in):
    contest = ContestFactory(title="Кадр смены", stage=Stage.REVIEW)
    WorkFactory(contest=contest, state="submitted")
    page = sign_in("hr").get(reverse("contests_desk")).content.decode()
    assert "Кадр смены" in page
    assert "Проверяем работы" in page
    assert "ждёт проверки" in page


def test_one_contest_has_its_line_and_its_tabs(sign_in):
    contest = ContestFactory(stage=Stage.VOTING)
    page = sign_in("hr").get(reverse("contests_course", args=[contest.pk])).content.decode()
    assert 'aria-current="step"><b>Голосование' in page
    assert 'aria-current="page">Ход' in page


@pytest.mark.parametrize("role", ["press", "jury", "admin"])
def test_only_hr_runs_contests(sign_in, role):
    contest = ContestFactory()
    assert sign_in(role).get(reverse("contests_course", args=[contest.pk])).status_code in (302, 403)

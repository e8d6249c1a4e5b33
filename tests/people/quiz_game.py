"""What the tests of the quiz share: colleagues who agreed, and how a round is played through the pages."""

import re
from datetime import date

from django.test import Client

from accounts.factories import UserFactory
from accounts.roles import Role
from people.factories import EmployeeFactory
from people.models import Direction, Employee, Purpose, QuizQuestion
from people.quiz.answering import token
from portal.factories import PictureFactory
from tests.reading import read

CHOICE = re.compile(r'name="choice" value="(\w+)"')
NAMES = ["Анна", "Вера", "Галина", "Дарья", "Елена", "Жанна", "Зоя", "Инна", "Клара", "Лидия", "Майя", "Нина"]


def agreeing(number: int = 0, **about) -> Employee:
    """Somebody who agreed to the quiz, with a portrait of her own, of about the same age as the others."""
    about = {
        "surname": f"Лесная{number}",
        "name": NAMES[number % len(NAMES)],
        "sex": "f",
        "birth_date": date(1985, 1 + number % 12, 5),
        "post__town": "Майкоп",
        **about,
    }
    return EmployeeFactory(shown=True, consents=[Purpose.QUIZ], **about)


def colleagues(count: int, picture=None, **about) -> list[Employee]:
    """So many who agreed; one picture for all of them is enough where faces do not matter."""
    people = [agreeing(number, **about) for number in range(count)]
    Employee.objects.filter(pk__in=[one.pk for one in people]).update(photo=picture or PictureFactory())
    return people


def player(sign_in, **about) -> tuple[Client, Employee]:
    """A client of a user with an employee in Тихорецк who has agreed to nothing."""
    user = UserFactory(role=Role.EMPLOYEE)
    return sign_in(user), EmployeeFactory(user=user, **about)


def begin(client: Client, direction: str = Direction.FACE, scope: str = "all"):
    return client.post("/people/quiz/", {"scope": scope, "direction": direction})


def question(who: Employee, position: int = 1) -> QuizQuestion:
    return QuizQuestion.objects.select_related("subject").get(round__player=who, position=position)


def told(response) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", read(response)))


def right_choice(asked: QuizQuestion) -> str:
    return token(asked.pk, asked.subject)


def tap(client: Client, who: Employee, position: int = 1, *, right: bool = True):
    """Answers a question as one who knows, or as one who does not."""
    choice = right_choice(question(who, position)) if right else "pass"
    return client.post(f"/people/quiz/{position}/", {"choice": choice}, follow=True)

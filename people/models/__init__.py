"""Employees, their posts, subdivisions, places and consents: one file a noun."""

from people.models.consent import Consent, Purpose
from people.models.employee import Employee
from people.models.organisation import Place, Subdivision
from people.models.post import Post
from people.models.quiz import Acquaintance, Direction, QuizAnswer, QuizCard, QuizQuestion, QuizRound

__all__ = [
    "Acquaintance",
    "Consent",
    "Direction",
    "Employee",
    "Place",
    "Post",
    "Purpose",
    "QuizAnswer",
    "QuizCard",
    "QuizQuestion",
    "QuizRound",
    "Subdivision",
]

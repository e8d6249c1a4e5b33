"""Employees, their posts, subdivisions, places and consents: one file a noun."""

from people.models.congratulation import Congratulation
from people.models.consent import Consent, Purpose
from people.models.employee import Employee
from people.models.finding import HelpTopic, SearchWord, Spelling
from people.models.organisation import Place, Subdivision
from people.models.post import Post

__all__ = [
    "Congratulation",
    "Consent",
    "Employee",
    "HelpTopic",
    "Place",
    "Post",
    "Purpose",
    "SearchWord",
    "Spelling",
    "Subdivision",
]

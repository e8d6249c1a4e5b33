"""Employees, their posts, subdivisions, places and consents: one file a noun."""

from people.models.consent import Consent, ConsentText, Purpose
from people.models.depicted import Depicted, WithheldPicture
from people.models.employee import Employee
from people.models.erasure import Erasure, PersonalDataAccess
from people.models.organisation import Place, Subdivision
from people.models.post import Post

__all__ = [
    "Consent",
    "ConsentText",
    "Depicted",
    "Employee",
    "Erasure",
    "PersonalDataAccess",
    "Place",
    "Post",
    "Purpose",
    "Subdivision",
    "WithheldPicture",
]

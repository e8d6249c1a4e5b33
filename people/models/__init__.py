"""Employees, their posts, subdivisions, places and consents: one file a noun."""

from people.models.consent import Consent, Purpose
from people.models.employee import Employee
from people.models.organisation import Place, Subdivision
from people.models.portrait import PortraitProposal
from people.models.post import Post

__all__ = ["Consent", "Employee", "Place", "PortraitProposal", "Post", "Purpose", "Subdivision"]

"""Employees, their posts, subdivisions, places and consents: one file a noun."""

from people.models.consent import Consent, Purpose
from people.models.employee import Employee
from people.models.organisation import Place, Subdivision
from people.models.post import Post
from people.models.sheet import InvitationSheet

__all__ = ["Consent", "Employee", "InvitationSheet", "Place", "Post", "Purpose", "Subdivision"]

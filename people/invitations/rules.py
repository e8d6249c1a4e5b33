"""Whom a code may let in: employees who have not left."""

from people.models import Employee


def is_not_a_leaver(login: str) -> bool:
    """Logins that are nobody's personnel number are the administrators' own business."""
    known = Employee.objects.filter(number__iexact=login)
    return not known.exists() or known.working().exists()

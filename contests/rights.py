"""Who runs contests (HR), and who may take part (an employee who works here). The jury is no group: see JuryMember."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required

from accounts.roles import Role, grant
from people.models import Employee

RUN = "contests.change_work"
may_run = permission_required(RUN, raise_exception=True)


def grant_all() -> None:
    templates = [f"contests.{act}_diplomatemplate" for act in ("add", "change", "delete", "view")]
    grant(Role.HR, RUN, "contests.view_work", *templates)


def employee_of(user) -> Employee | None:
    """Who takes part under this account; None for a stranger, an account without an employee, and whoever has left."""
    person = getattr(user, "employee", None)
    return person if person and person.is_working else None

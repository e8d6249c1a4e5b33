"""The section, who may run contests, the diplomas HR begins with."""

from accounts.roles import Role
from contests.diplomas import defaults
from contests.models import ContestIndexPage
from portal.sections import allow, ensure_section


def ensure() -> None:
    section = ensure_section(ContestIndexPage, "Конкурсы", "contests")
    for role in (Role.HR, Role.PRESS):
        allow(role.group(), section, "add", "change", "publish", "lock", "unlock")
    defaults.ensure()

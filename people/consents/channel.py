"""The channel asks again about the stories of a person whose consent has changed."""

from people.consents.affected import pages_of
from people.models import Employee, Purpose
from portal import gates


def consent_changed(employee: Employee, purpose: str, **kwargs) -> None:
    if purpose == Purpose.TELEGRAM and (page_ids := pages_of(employee)):
        gates.changed.send(sender=Employee, page_ids=page_ids)

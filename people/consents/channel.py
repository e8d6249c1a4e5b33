"""The channel asks again about the stories of a person whose consent has changed."""

from people.consents.affected import pages_of, pages_with
from people.models import Depicted, Employee, Purpose
from portal import gates


def consent_changed(employee: Employee, purpose: str, **kwargs) -> None:
    if purpose in (Purpose.TELEGRAM, Purpose.PHOTO) and (page_ids := pages_of(employee)):
        gates.changed.send(sender=Employee, page_ids=page_ids)


def depicted(instance: Depicted, **kwargs) -> None:
    """Somebody was recognised in a picture that may stand in the channel."""
    if page_ids := pages_with({instance.picture_id}):
        gates.changed.send(sender=Depicted, page_ids=page_ids)

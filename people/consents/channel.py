"""The channel asks again about the stories of a person whose consent has changed."""

from functools import partial

from people.consents.affected import pages_of, pages_with, pictures_of
from people.consents.naming import names_somebody
from people.models import Depicted, Employee, Purpose
from portal import gates


def consent_changed(employee: Employee, purpose: str, **kwargs) -> None:
    if purpose in (Purpose.TELEGRAM, Purpose.PHOTO):
        names = partial(names_somebody, surname=employee.surname)
        shown = pictures_of(employee)
        gates.changed.send(sender=Employee, page_ids=pages_of(employee), names=names, pictures=shown)


def depicted(instance: Depicted, **kwargs) -> None:
    """Somebody was recognised in a picture that may stand in the channel."""
    shown = {instance.picture_id}
    gates.changed.send(sender=Depicted, page_ids=pages_with(shown), pictures=shown)

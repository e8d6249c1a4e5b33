"""What must follow when a consent is given or withdrawn."""

from django.db.models.signals import post_delete, post_save

from people.consents import channel, withholding
from people.consents.deciding import changed
from people.models import Depicted
from portal.images import Picture


def connect() -> None:
    changed.connect(withholding.consent_changed, dispatch_uid="withholding")
    changed.connect(channel.consent_changed, dispatch_uid="channel")
    post_save.connect(channel.depicted, sender=Depicted, dispatch_uid="channel")
    post_delete.connect(withholding.picture_deleted, sender=Picture, dispatch_uid="withholding")

"""A restored portal remembers less than the channel shows: nothing is sent until a person has compared the two."""

from django.db.models import Q

from portal.backups import hooks
from syndication.models import Channel, Delivery, State

PAUSED = "Портал восстановлен из резервной копии. Сверьте последние посты с каналом, затем продолжите отправку."
DOUBT = "Портал восстановлен из копии: пост мог выйти после того, как она была сделана."


def connect() -> None:
    hooks.restored.connect(_pause_and_doubt, dispatch_uid="syndication")


def _pause_and_doubt(**kwargs) -> None:
    """Only a first post can double: an edit or a removal repeated changes nothing."""
    Channel.objects.update(paused_because=PAUSED, lease_owner="")
    may_be_out = Q(state=State.SENDING) | Q(state=State.WAITING, wanted=True)
    Delivery.objects.filter(may_be_out, receipt__isnull=True).update(state=State.IN_DOUBT, reason=DOUBT)

"""What the clock does for accounts."""

from datetime import timedelta

from django.utils import timezone

from accounts import restoring, throttle
from accounts.sessions import Session
from portal.clock import periodic


@periodic("forget-old-sign-ins", every=timedelta(hours=1))
def forget_old_sign_ins() -> None:
    """Ended sessions and failures that no longer count, requests that nobody has answered."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    throttle.forget_old()
    restoring.forget_old()

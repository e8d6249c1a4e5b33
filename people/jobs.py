"""What people need done by the clock."""

from datetime import timedelta

from django.utils import timezone

from people.importing.applying import dismiss_leavers
from people.portraits import proposals
from portal.clock import periodic


@periodic("dismiss-leavers", every=timedelta(minutes=10))
def close_accounts_of_leavers() -> None:
    """Access ends with the last working day."""
    dismiss_leavers()


@periodic("forget-portraits", every=timedelta(hours=6))
def forget_unfinished_portraits() -> None:
    """Photos that were uploaded and never sent are nobody's business after a day."""
    proposals.forget_old(timezone.now() - timedelta(days=1))

"""What people need done by the clock."""

from datetime import timedelta

from people.consents import withholding
from people.importing.applying import dismiss_leavers
from portal.clock import periodic


@periodic("dismiss-leavers", every=timedelta(minutes=10))
def close_accounts_of_leavers() -> None:
    """Access ends with the last working day."""
    dismiss_leavers()


@periodic("withheld-portraits", every=timedelta(seconds=20))
def close_withdrawn_portraits() -> None:
    """Files follow the consents, whatever was killed half-way."""
    withholding.settle_all()

"""What people need done by the clock."""

from datetime import timedelta

from people.consents import erasure, withholding
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


@periodic("list-of-erased", every=timedelta(hours=1))
def keep_list_of_erased() -> None:
    """The list beside the database is whole again if a process died before writing it."""
    erasure.write_list()

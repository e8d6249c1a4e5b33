"""What people need done by the clock."""

from datetime import timedelta

from people.importing.applying import dismiss_leavers
from portal.clock import periodic


@periodic("dismiss-leavers", every=timedelta(minutes=10))
def close_accounts_of_leavers() -> None:
    """Access ends with the last working day."""
    dismiss_leavers()

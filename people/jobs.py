"""What people need done by the clock."""

from datetime import timedelta

from people.consents import closing
from people.finding import spelling
from people.importing.applying import dismiss_leavers
from portal.clock import periodic


@periodic("dismiss-leavers", every=timedelta(minutes=10))
def close_accounts_of_leavers() -> None:
    """Access ends with the last working day."""
    dismiss_leavers()


@periodic("forget-spellings", every=timedelta(days=1))
def forget_unused_spellings() -> None:
    """A name that nobody bears any more is not kept for its typos."""
    spelling.forget_unused()


@periodic("portraits-follow-consents", every=timedelta(minutes=10))
def settle_portraits() -> None:
    """What a task that died has left."""
    closing.sweep()

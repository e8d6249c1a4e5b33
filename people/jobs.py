"""What people need done by the clock."""

from datetime import timedelta

from django.utils import timezone

from people.consents import erasure, withholding
from people.finding import index, spelling
from people.importing import runs
from people.importing.applying import dismiss_leavers
from people.portraits import proposals
from portal.clock import periodic


@periodic("dismiss-leavers", every=timedelta(minutes=10))
def close_accounts_of_leavers() -> None:
    """Access ends with the last working day."""
    dismiss_leavers()


@periodic("forget-spellings", every=timedelta(days=1))
def forget_unused_spellings() -> None:
    """A name that nobody bears any more is not kept for its typos."""
    spelling.forget_unused()


@periodic("index-of-people", every=timedelta(days=1))
def index_everybody() -> None:
    """People are found by what is known of them now, whatever was killed half-way or has changed in the rules."""
    index.reindex_everybody()


@periodic("settle-imports", every=timedelta(seconds=30))
def say_of_killed_imports() -> None:
    """A load whose worker was killed says that nothing was written."""
    runs.settle_expired()


@periodic("forget-imports", every=timedelta(days=1))
def forget_old_imports() -> None:
    """What a load says of people is not kept for ever."""
    runs.forget_old()


@periodic("withheld-portraits", every=timedelta(seconds=20))
def close_withdrawn_portraits() -> None:
    """Files follow the consents, whatever was killed half-way."""
    withholding.settle_all()


@periodic("list-of-erased", every=timedelta(hours=1))
def keep_list_of_erased() -> None:
    """The list beside the database is whole again if a process died before writing it."""
    erasure.write_list()


@periodic("forget-portraits", every=timedelta(hours=6))
def forget_unfinished_portraits() -> None:
    """Photos that were uploaded and never sent are nobody's business after a day."""
    proposals.forget_old(timezone.now() - timedelta(days=1))

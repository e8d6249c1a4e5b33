"""What the quiz needs done by the clock."""

from datetime import timedelta

from people.quiz.forgetting import tidy
from people.quiz.measure import measure
from portal.clock import periodic


@periodic("quiz-tidy", every=timedelta(hours=6))
def tidy_quiz() -> None:
    """Forgets those who left, and answers older than 25 months."""
    tidy()


@periodic("quiz-measure", every=timedelta(hours=6))
def measure_acquaintance() -> None:
    """Writes this month's share anew; what the last run of a month wrote stays."""
    measure()

"""What the people of an installation need once the tables stand."""

from people.consents import texts
from people.finding import index
from people.models import Employee


def ensure() -> None:
    """The wording of the consents; whoever is not in the index yet, after an upgrade or a restore, gets in."""
    texts.ensure()
    index.reindex(Employee.objects.filter(words=None).values_list("pk", flat=True))

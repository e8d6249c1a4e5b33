"""What people need before the first page: the wording of the consents."""

from people.consents import texts


def ensure() -> None:
    texts.ensure()

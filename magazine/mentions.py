"""Mentions follow from the body of what is published, not of drafts."""

from django.db import transaction

from magazine.models import ArticlePage, Mention
from people.blocks import employee_ids


def rebuild(article: ArticlePage) -> None:
    """Makes the rows of this article equal to its published body."""
    wanted = set(employee_ids(article.body))
    with transaction.atomic():
        article.mentions.exclude(employee__in=wanted).delete()
        known = _existing(wanted)
        Mention.objects.bulk_create([Mention(article=article, employee_id=pk) for pk in known], ignore_conflicts=True)


def article_published(sender, instance, **kwargs) -> None:
    rebuild(instance)


def _existing(employee_pks: set[int]) -> list[int]:
    """A body may still name an employee whose record is gone."""
    employee = Mention._meta.get_field("employee").related_model
    return list(employee.objects.filter(pk__in=employee_pks).values_list("pk", flat=True))

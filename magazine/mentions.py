"""Mentions follow from the body of what is published, not of drafts."""

from django.db import transaction

from magazine.models import ArticlePage, Mention
from people.blocks import employee_ids
from people.consents.affected import pages_with
from people.models import Depicted
from portal.blocks.layout import picture_ids


def rebuild(article: ArticlePage) -> None:
    """Makes the rows of this article equal to its published body and pictures; who is named is not counted again as pictured."""
    named = set(employee_ids(article.body))
    pictures = {*picture_ids(article.body), article.cover_id} - {None}
    pictured = set(Depicted.objects.filter(picture__in=pictures).values_list("employee_id", flat=True)) - named
    wanted = dict.fromkeys(pictured, Mention.How.PICTURED) | dict.fromkeys(_existing(named), Mention.How.NAMED)
    with transaction.atomic():
        stands = dict(article.mentions.values_list("employee_id", "how"))
        changed = [pk for pk, how in stands.items() if wanted.get(pk) != how]
        article.mentions.filter(employee__in=changed).delete()
        missing = [
            Mention(article=article, employee_id=pk, how=how) for pk, how in wanted.items() if stands.get(pk) != how
        ]
        Mention.objects.bulk_create(missing, ignore_conflicts=True)


def article_published(sender, instance, **kwargs) -> None:
    rebuild(instance)


def depicted_changed(instance: Depicted, **kwargs) -> None:
    """Receiver: who is named on a picture is found in the articles that show it."""
    for article in ArticlePage.objects.live().filter(pk__in=pages_with({instance.picture_id})):
        rebuild(article)


def _existing(employee_pks: set[int]) -> list[int]:
    """A body may still name an employee whose record is gone."""
    employee = Mention._meta.get_field("employee").related_model
    return list(employee.objects.filter(pk__in=employee_pks).values_list("pk", flat=True))

"""When a page is published: who is shown or named in it without a consent for the magazine. A warning, never a block."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.admin import messages
from wagtail.models import Page, ReferenceIndex

from people.gates import without_magazine
from people.models import Employee
from portal.images import Picture

TEXT = "Нет согласия «Снимки и имя в журнале»: {}. Уберите человека со снимков и из текста или получите согласие."
MOST_NAMES = 10


def warn(request: HttpRequest, page: Page) -> None:
    silent = without_magazine(_referred(page, Picture), _referred(page, Employee))
    if silent:
        names = ", ".join(person.full_name for person in silent[:MOST_NAMES])
        messages.warning(request, TEXT.format(names + (" и другие" if len(silent) > MOST_NAMES else "")))


def _referred(page: Page, model: type) -> set[int]:
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        to_content_type=ContentType.objects.get_for_model(model),
    )
    return {int(pk) for pk in found.values_list("to_object_id", flat=True)}

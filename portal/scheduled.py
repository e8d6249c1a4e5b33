"""What is due to be published or taken down now. Wagtail's own command does all in one loop, and one failure stops it."""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

Unit = tuple[str, str, Callable[[], None]]


def due_units() -> Iterator[Unit]:
    """`(key, title, act)` for each; `act` locks its row again, so that two workers do it once."""
    for model in _models_with_drafts():
        for pk in _expired(model).values_list("pk", flat=True):
            yield (
                f"expire:{model._meta.label}:{pk}",
                f"снятие {model._meta.verbose_name} {pk}",
                lambda m=model, k=pk: _expire(m, k),
            )
    for pk, title in _due_revisions().values_list("pk", "object_str"):
        yield f"publish:{pk}", title, lambda k=pk: _publish(k)


def _models_with_drafts() -> list[type]:
    return [Page] + [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]


def _expired(model):
    return model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")


def _due_revisions():
    return Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")


def _expire(model, pk: int) -> None:
    found = _expired(model).select_for_update().filter(pk=pk).first()
    if found:
        found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(pk: int) -> None:
    revision = _due_revisions().select_for_update().filter(pk=pk).first()
    if revision:
        revision.publish(log_action="wagtail.publish.scheduled")

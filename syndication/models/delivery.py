"""The outbox: one row per story and channel holds what is wished, what is out there, and where it stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from syndication.models.channel import Channel


class State(models.TextChoices):
    """Where a post stands. Only WAITING is picked up by a worker."""

    HELD = "held", "предложен, само не уходит"
    WAITING = "waiting", "ждёт отправки"
    SENDING = "sending", "отправляется"
    SENT = "sent", "в канале"
    IN_DOUBT = "in_doubt", "неизвестно, опубликовано ли"
    FAILED = "failed", "ошибка"
    STALE = "stale", "залежался: отправлять ли, решает человек"
    WITHDRAWN = "withdrawn", "снято или отменено"


class Operation(models.TextChoices):
    """What a worker must do to make the channel equal the wish."""

    SEND = "send", "публикация"
    EDIT = "edit", "правка"
    DELETE = "delete", "удаление"


class DeliveryQuerySet(models.QuerySet):
    def due(self, channel: Channel):
        """What may be done in this channel now, the oldest wish first."""
        now = timezone.now()
        return self.filter(channel=channel, state=State.WAITING, next_attempt__lte=now).order_by("due_at", "pk")

    def need_a_person(self):
        return self.filter(state__in=(State.IN_DOUBT, State.FAILED, State.STALE))

    def shown(self):
        """What the portal's mirror of the channel shows: everything that is wished to stand there."""
        return self.filter(wanted=True).exclude(state=State.WITHDRAWN).order_by("-wished_at", "-pk")


class Delivery(models.Model):
    """A story's post in a channel. Receivers write the wish in the page's transaction; only workers write the rest."""

    # Wagtail would look for references at each save: a post keeps nobody from deleting a picture.
    wagtail_reference_index_ignore = True

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="deliveries")
    # The page's id without a foreign key: the wish to remove a post outlives the page.
    page_id = models.PositiveBigIntegerField("страница")

    wanted = models.BooleanField("должно стоять в канале", default=True)
    wish = models.JSONField("анонс", default=dict)
    wish_hash = models.CharField(max_length=32, blank=True)
    picture = models.ForeignKey("portal.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    wished_at = models.DateTimeField("решено", default=timezone.now)
    # When a first post should leave: after the delay, at the hour chosen, when silent hours are over.
    due_at = models.DateTimeField("когда отправить", default=timezone.now)
    # What stands cannot be edited into the wish: it is removed first, then sent anew.
    reposting = models.BooleanField(default=False)

    receipt = models.JSONField("что стоит в канале", null=True, blank=True)
    sent_hash = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField("опубликовано", null=True, blank=True)

    state = models.CharField("состояние", max_length=16, choices=State.choices, default=State.WAITING)
    operation = models.CharField("действие", max_length=8, choices=Operation.choices, blank=True)
    reason = models.CharField("почему", max_length=500, blank=True)
    attempts_made = models.PositiveIntegerField("попыток", default=0)
    next_attempt = models.DateTimeField("следующая попытка", default=timezone.now)
    claimed_at = models.DateTimeField("взят в работу", null=True, blank=True)
    # The channel's `newest_id` when this worker began: a post whose reply is lost stands above it.
    known_before = models.PositiveBigIntegerField(null=True, blank=True)
    # The wish with which a first post was tried last: while it is in doubt this is what may stand there.
    tried = models.JSONField(null=True, blank=True)
    # Grows with each claim: a worker that was thought dead cannot write over its successor.
    fence = models.PositiveIntegerField(default=0)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "пост"
        verbose_name_plural = "посты"
        ordering = ["-wished_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=("channel", "page_id"), name="one_post_per_story_and_channel"),
        ]
        indexes = [
            # Claiming stays quick however many posts are done.
            models.Index(fields=["channel", "due_at", "id"], condition=Q(state="waiting"), name="delivery_waiting"),
            models.Index(fields=["channel"], condition=Q(state="sending"), name="delivery_sending"),
            models.Index(fields=["next_attempt"], condition=Q(state="in_doubt"), name="delivery_in_doubt"),
            models.Index(fields=["-wished_at", "-id"], condition=Q(wanted=True), name="delivery_shown"),
        ]

    def __str__(self):
        return self.wish.get("title", f"страница {self.page_id}")

    @property
    def needed(self) -> Operation | None:
        """What is left to do; None when the channel already equals the wish."""
        if self.receipt is None:
            return Operation.SEND if self.wanted else None
        if not self.wanted or self.reposting:
            return Operation.DELETE
        return Operation.EDIT if self.sent_hash != self.wish_hash else None

    @property
    def settled_state(self) -> State:
        """The state in which there is nothing to do."""
        return State.SENT if self.receipt is not None else State.WITHDRAWN

    @property
    def drift(self) -> str:
        """What differs between the channel and the wish, in a word; "" where nothing does or nobody can know."""
        if self.state in {State.IN_DOUBT, State.SENDING}:
            return ""
        if self.receipt is None:
            return "удалён в канале" if self.wanted and self.sent_at else ""
        if self.needed is None:
            return "снимок убран, нужен другой" if self.wish.get("because") else ""
        return "правка не дошла" if self.wanted else "ещё не снят"

    @property
    def url(self) -> str:
        return (self.receipt or {}).get("url") or ""


class Attempt(models.Model):
    """One try to reach the channel, as it went; the answer never holds a token."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    operation = models.CharField("действие", max_length=8, choices=Operation.choices)
    at = models.DateTimeField("когда", default=timezone.now)
    outcome = models.CharField("итог", max_length=40)
    answer = models.CharField("ответ", max_length=500, blank=True)

    class Meta:
        verbose_name = "попытка"
        verbose_name_plural = "попытки"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_operation_display()}: {self.outcome}"

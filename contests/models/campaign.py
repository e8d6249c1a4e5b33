"""A campaign (акция): what, where, when and for whom, and what it wants to achieve."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from contests import addresses
from contests.campaigns.phases import Hours, Phase
from contests.models.contest import contest_blocks
from people.models import Place
from portal.stories import Story


class CampaignQuerySet(PageQuerySet):
    def running(self, now: datetime | None = None):
        """Those one may join, or which go on now."""
        now = now or timezone.now()
        return self.live().filter(signup_from__lte=now, ends_at__gt=now).order_by("ends_at", "pk")

    def coming(self, now: datetime | None = None):
        return self.live().filter(signup_from__gt=now or timezone.now()).order_by("signup_from", "pk")

    def over(self, now: datetime | None = None):
        return self.live().filter(ends_at__lte=now or timezone.now()).order_by("-ends_at", "-pk")


class CampaignPage(Story, Page):
    """A campaign. Its places are no part of the page: publishing never touches what people have taken."""

    parent_page_types = ["contests.ContestIndexPage"]
    subpage_types = []
    kind = "Акции"
    served_with = ("cover", "place")

    where = models.CharField("где", max_length=200, help_text="Как объясните вслух: «берег Псекупса у моста».")
    place = models.ForeignKey(
        Place, verbose_name="место работы", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    signup_from = models.DateTimeField("запись с")
    signup_until = models.DateTimeField("запись до", help_text="В эту секунду запись закроется.")
    starts_at = models.DateTimeField("начало")
    ends_at = models.DateTimeField("конец", help_text="После него на странице — итоги.")
    for_whom = models.CharField("для кого", max_length=200, help_text="«Для всех, кто может держать лопату».")
    towns = models.TextField(
        "только для городов",
        max_length=600,
        blank=True,
        help_text="Каждый с новой строки, как в справочнике. Пусто — для всех.",
    )
    takes_teams = models.BooleanField("можно командой", default=True)
    shows_people = models.BooleanField(
        "показывать участников",
        default=True,
        help_text="Лица на странице и строка в профиле. Выключите, если участие — личное дело: например, донорство.",
    )
    organiser = models.ForeignKey(
        "people.Employee",
        verbose_name="организатор",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Его лицо на странице; он видит, кто записался, и вносит результаты.",
    )
    goal = models.DecimalField(
        "цель", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal("0.01"))]
    )
    unit = models.CharField("чего", max_length=40, blank=True, help_text="«тонн макулатуры», «доноров», «километров».")
    body = StreamField(contest_blocks(), verbose_name="подробнее", blank=True)
    afterwards = StreamField(contest_blocks(), verbose_name="как это было", blank=True)

    objects = PageManager.from_queryset(CampaignQuerySet)()

    content_panels = [
        *Page.content_panels,
        *Story.story_panels,
        FieldRowPanel([FieldPanel("where"), FieldPanel("place")]),
        FieldPanel("organiser"),
        FieldPanel("body"),
    ]
    course_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("signup_from"), FieldPanel("signup_until")]),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            ],
            heading="Когда",
        ),
        MultiFieldPanel(
            [FieldPanel("for_whom"), FieldPanel("towns"), FieldPanel("takes_teams"), FieldPanel("shows_people")],
            heading="Кто участвует",
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("goal"), FieldPanel("unit")])], heading="Чего хотим"),
    ]
    settings_panels = [Story.audience_panel, *Page.settings_panels]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Акция"),
            ObjectList(course_panels, heading="Когда и кто"),
            ObjectList([FieldPanel("afterwards")], heading="Как это было"),
            ObjectList(Page.promote_panels, heading="Продвижение"),
            ObjectList(settings_panels, heading="Настройки"),
        ]
    )
    search_fields = [
        *Page.search_fields,
        *Story.story_search_fields,
        index.SearchField("where"),
        index.SearchField("body"),
        index.SearchField("afterwards"),
    ]

    class Meta:
        verbose_name = "акция"
        verbose_name_plural = "акции"
        constraints = [
            models.CheckConstraint(
                condition=Q(signup_from__lt=F("signup_until"))
                & Q(signup_until__lte=F("ends_at"))
                & Q(signup_from__lte=F("starts_at"))
                & Q(starts_at__lt=F("ends_at")),
                name="campaign_moments_in_order",
                violation_error_message="Сроки идут не по порядку: запись, начало, конец.",
            ),
            models.CheckConstraint(
                condition=Q(goal=None) | (Q(goal__gt=0) & ~Q(unit="")),
                name="campaign_goal_has_unit",
                violation_error_message="Напишите, чего: «тонн макулатуры».",
            ),
        ]

    @property
    def hours(self) -> Hours:
        return Hours(self.signup_from, self.signup_until, self.starts_at, self.ends_at)

    @property
    def phase(self) -> Phase:
        """The phase now, by the server's clock."""
        return self.hours.phase(timezone.now())

    @property
    def takes_people(self) -> bool:
        return self.hours.takes_people(timezone.now())

    @property
    def town_names(self) -> list[str]:
        """Empty: for all towns."""
        return [line.strip() for line in self.towns.splitlines() if line.strip()]

    def clean(self):
        super().clean()
        addresses.check(self.slug)
        known = set(Place.objects.filter(town__in=self.town_names).values_list("town", flat=True))
        if unknown := [town for town in self.town_names if town not in known]:
            raise ValidationError({"towns": f"Такого города в справочнике нет: {', '.join(unknown)}."})
        if self._leaves_shifts_outside():
            raise ValidationError({"starts_at": "Есть смены вне этих дней. Сначала перенесите их на столе акций."})

    def _leaves_shifts_outside(self) -> bool:
        if self.pk is None or self.starts_at is None or self.ends_at is None:
            return False
        outside = Q(begins__lt=self.starts_at) | Q(ends__gt=self.ends_at)
        return self.shifts.filter(outside, whole=False).exists()

    @property
    def shared_body(self) -> bool:
        """While people take places, the page counts them for each who asks."""
        return self.phase in (Phase.SOON, Phase.OVER)

    def get_context(self, request, *args, **kwargs):
        from contests.campaigns import showing

        return super().get_context(request, *args, **kwargs) | showing.context(request, self)

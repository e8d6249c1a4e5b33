"""A contest: its rules, its stages, and how its winners are found."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from contests import addresses, stages
from contests.editing import ContestForm
from contests.stages import Span, Stage
from people.blocks import people_blocks
from portal.blocks import story_blocks
from portal.stories import Story

PLAIN = ["bold", "italic", "ol", "ul", "link", "document-link"]
VOTE_WITHOUT_COUNT = "Голоса не учитываются: поставьте долю голосов больше нуля или уберите голосование."


def contest_blocks() -> list[tuple[str, object]]:
    return [*story_blocks(), *people_blocks()]


class ContestQuerySet(PageQuerySet):
    def begun_by(self, now: datetime):
        return self.filter(entries_from__lte=now)

    def running(self, now: datetime | None = None):
        """Those that need somebody now: begun, and without results yet."""
        now = now or timezone.now()
        return self.live().begun_by(now).filter(results_from__gt=now).order_by("results_from", "pk")

    def coming(self, now: datetime | None = None):
        return self.live().filter(entries_from__gt=now or timezone.now()).order_by("entries_from", "pk")

    def over(self, now: datetime | None = None):
        """Those whose hour of results has come, the newest first."""
        return self.live().filter(results_from__lte=now or timezone.now()).order_by("-results_from", "-pk")


class ContestPage(Story, Page):
    """A contest. What the editor publishes is in force; a draft changes nothing."""

    parent_page_types = ["contests.ContestIndexPage"]
    subpage_types = []
    base_form_class = ContestForm
    kind = "Конкурсы"

    rules = RichTextField("правила", features=PLAIN, max_length=8000, help_text="Простыми словами: кто, что и как.")
    prizes = RichTextField("призы", features=PLAIN, max_length=3000, blank=True)
    contact = models.ForeignKey(
        "people.Employee",
        verbose_name="кого спросить",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(contest_blocks(), verbose_name="подробнее", blank=True)

    entries_from = models.DateTimeField("приём работ с")
    review_from = models.DateTimeField(
        "приём работ до", help_text="В эту секунду приём закрывается, начинается проверка."
    )
    voting_from = models.DateTimeField("голосование с", null=True, blank=True, help_text="Пусто — без голосования.")
    jury_from = models.DateTimeField("жюри с", null=True, blank=True, help_text="Пусто — без жюри.")
    results_from = models.DateTimeField("итоги", help_text="Голосование и жюри заканчиваются в эту секунду.")

    takes_employees = models.BooleanField("сотрудник", default=True)
    takes_teams = models.BooleanField("команда", default=False)
    takes_families = models.BooleanField(
        "семья", default=False, help_text="Ребёнок или внук: имя без фамилии, возраст, согласие родителя."
    )
    takes_paper = models.BooleanField(
        "на бумаге", default=True, help_text="Корреспондент подаёт работу за коллегу без телефона."
    )
    works_each = models.PositiveSmallIntegerField(
        "работ от одного человека",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="В одной номинации.",
    )
    blind = models.BooleanField(
        "без имён до итогов", default=True, help_text="Авторов не видят ни зрители, ни жюри, пока нет итогов."
    )

    people_share = models.PositiveSmallIntegerField(
        "доля голосов в итоге, %",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="Остальное — жюри. 100 — решают только голоса, 0 — только жюри.",
    )
    weighted = models.BooleanField(
        "города на равных",
        default=False,
        help_text="Голоса считаются долями по городам, чтобы самый большой филиал не побеждал всегда.",
    )
    forget_families_after = models.PositiveSmallIntegerField(
        "хранить имена детей, месяцев после итогов",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )

    objects = PageManager.from_queryset(ContestQuerySet)()

    content_panels = [
        *Page.content_panels,
        *Story.story_panels,
        FieldPanel("rules"),
        FieldPanel("prizes"),
        FieldPanel("contact"),
        InlinePanel("nominations", heading="Номинации", label="номинация", min_num=1),
        InlinePanel(
            "fields",
            heading="Что прислать",
            label="вопрос",
            help_text="Название работы спрашивается всегда. Добавьте снимки, текст, выбор…",
        ),
        FieldPanel("body"),
    ]
    course_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("entries_from"), FieldPanel("review_from")]),
                FieldRowPanel([FieldPanel("voting_from"), FieldPanel("jury_from")]),
                FieldPanel("results_from"),
            ],
            heading="Этапы",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("takes_employees"), FieldPanel("takes_teams")]),
                FieldRowPanel([FieldPanel("takes_families"), FieldPanel("takes_paper")]),
                FieldPanel("works_each"),
                FieldPanel("blind"),
                FieldPanel("forget_families_after"),
            ],
            heading="Кто участвует",
        ),
        MultiFieldPanel([FieldPanel("people_share"), FieldPanel("weighted")], heading="Как подводим итоги"),
        InlinePanel("criteria", heading="Что оценивает жюри", label="критерий"),
        InlinePanel("jury", heading="Жюри", label="член жюри"),
    ]
    settings_panels = [Story.audience_panel, *Page.settings_panels]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Конкурс"),
            ObjectList(course_panels, heading="Этапы и жюри"),
            ObjectList(Page.promote_panels, heading="Продвижение"),
            ObjectList(settings_panels, heading="Настройки"),
        ]
    )
    search_fields = [
        *Page.search_fields,
        *Story.story_search_fields,
        index.SearchField("rules"),
        index.SearchField("prizes"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "конкурс"
        verbose_name_plural = "конкурсы"
        constraints = [
            models.CheckConstraint(
                condition=Q(entries_from__lt=F("review_from")) & Q(review_from__lt=F("results_from")),
                name="contest_stages_in_order",
            ),
            models.CheckConstraint(
                condition=(
                    Q(voting_from=None) | (Q(voting_from__gt=F("review_from")) & Q(voting_from__lt=F("results_from")))
                )
                & (Q(jury_from=None) | (Q(jury_from__gt=F("review_from")) & Q(jury_from__lt=F("results_from"))))
                & (Q(voting_from=None) | Q(jury_from=None) | Q(jury_from__gt=F("voting_from"))),
                name="vote_and_jury_in_order",
            ),
            models.CheckConstraint(
                condition=Q(takes_employees=True) | Q(takes_teams=True) | Q(takes_families=True),
                name="contest_takes_somebody",
                violation_error_message="Отметьте, кто может участвовать.",
            ),
            models.CheckConstraint(condition=Q(people_share__lte=100), name="people_share_is_percent"),
        ]

    @property
    def moments(self) -> dict[Stage, datetime | None]:
        """When each stage begins."""
        return {stage: getattr(self, f"{stage.value}_from") for stage in stages.TIMED}

    @property
    def spans(self) -> list[Span]:
        return stages.spans(self.moments)

    @property
    def stage(self) -> Stage:
        """The stage now, by the server's clock."""
        return stages.stage_at(self.moments, timezone.now())

    @property
    def has_vote(self) -> bool:
        return self.voting_from is not None

    @property
    def has_jury(self) -> bool:
        return self.jury_from is not None

    @property
    def outcome_known(self) -> bool:
        """Whether HR has made the results known."""
        return hasattr(self, "outcome")

    @property
    def hides_authors(self) -> bool:
        """Whether names are unseen now: until the results are known, for a tie may still have to be judged."""
        return self.blind and not self.outcome_known

    @property
    def works_shown_from(self) -> datetime:
        """From when everybody sees the works: from the vote on, without one from the results on."""
        return self.voting_from or self.results_from

    def clean(self):
        super().clean()
        addresses.check(self.slug)
        if wrong := stages.disorder(self.moments):
            raise ValidationError({f"{wrong.value}_from": "Должно быть позже предыдущего этапа."})
        if not self.has_vote and not self.has_jury:
            raise ValidationError({"voting_from": "Нужно голосование, жюри или то и другое."})
        if self.has_vote and not self.has_jury:
            self.people_share = 100
        if self.has_jury and not self.has_vote:
            self.people_share = 0
        if self.has_vote and self.people_share == 0:
            raise ValidationError({"people_share": VOTE_WITHOUT_COUNT})

    @property
    def shared_body(self) -> bool:
        """Once works are shown, each viewer has an order and votes of his own."""
        return timezone.now() < self.works_shown_from

    def get_context(self, request, *args, **kwargs):
        from contests import showing

        return super().get_context(request, *args, **kwargs) | showing.context(request, self)

"""The shelf, the issue and the rubrics."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils.dates import MONTHS
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from magazine import participants, rights
from magazine.contents import by_rubric, entries
from magazine.models.articles import ArticlePage
from magazine.models.pdf import IssuePdf, PdfPage
from magazine.models.rubrics import Rubric
from people.models import Employee
from portal.images import Picture
from portal.pages import SharedPage
from portal.prefetch import prefetch_pictures
from portal.stories import Story, Summary

ON_A_SHELF = 24
IMPRINT_FEATURES = ["bold", "link"]


class MagazinePage(SharedPage, Page):
    """The shelf: covers by year. Made by `manage.py setup`, one for ever."""

    max_count = 1
    parent_page_types = []
    subpage_types = ["magazine.IssuePage"]

    imprint = RichTextField(
        "выходные данные",
        blank=True,
        max_length=3000,
        features=IMPRINT_FEATURES,
        help_text="Учредитель, редакция, адрес, типография, знак возраста. Новый номер получит этот текст как свой.",
    )

    content_panels = [*Page.content_panels, FieldPanel("imprint")]

    class Meta:
        verbose_name = "журнал"

    def get_context(self, request, *args, **kwargs):
        newest = IssuePage.objects.live().child_of(self).with_covers().order_by("-year", "-number")
        pages = Paginator(newest, ON_A_SHELF).get_page(request.GET.get("page"))
        issues = list(pages.object_list)
        prefetch_pictures(*(issue.face for issue in issues))
        years = [(year, list(group)) for year, group in groupby(issues, key=lambda issue: issue.year)]
        return super().get_context(request, *args, **kwargs) | {
            "years": years,
            "pages": pages,
            "rubrics": Rubric.objects.all(),
        }


class IssueQuerySet(PageQuerySet):
    def with_covers(self):
        """Drawn ones, and photos of which covers are made."""
        return self.select_related("cover", "cover_photo")


class IssuePage(Story, Page):
    """One issue; its articles are its children, in the order in which they are read."""

    parent_page_types = ["magazine.MagazinePage"]
    subpage_types = ["magazine.ArticlePage"]
    kind = "Журнал"
    card_needs = ("cover", "cover_photo")
    served_with = ("cover", "cover_photo")

    number = models.PositiveSmallIntegerField("номер", help_text="Порядковый номер в году: 2 для февральского.")
    date = models.DateField("дата выхода")
    year = models.PositiveSmallIntegerField("год", editable=False)
    lead = models.TextField(
        "строка под названием",
        max_length=160,
        blank=True,
        db_column="motto",
        help_text="О чём этот номер, одной фразой. Видна на полке, в номере и в канале.",
    )
    cover_photo = models.ForeignKey(
        "portal.Picture",
        verbose_name="снимок для обложки",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Готовой обложки нет? Дайте снимок: название, номер и строку под названием поставим сами.",
    )
    editor = models.ForeignKey(
        "people.Employee",
        verbose_name="редактор номера",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    editorial = RichTextField(
        "слово редактора",
        blank=True,
        max_length=6000,
        features=["bold", "italic", "link"],
        help_text="Два-три абзаца от первого лица.",
    )
    imprint = RichTextField(
        "выходные данные",
        blank=True,
        max_length=3000,
        features=IMPRINT_FEATURES,
        help_text="На последней странице. Пока пусто, печатаются выходные данные журнала.",
    )
    print_run = models.PositiveIntegerField("тираж, экземпляров", null=True, blank=True)
    article_a_day = models.BooleanField(
        "по статье в день в канал",
        default=False,
        help_text="Пост о номере уйдёт сразу, затем каждое утро — по одной статье, в порядке номера.",
    )

    objects = PageManager.from_queryset(IssueQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("date")]),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_photo")], heading="Обложка"),
        MultiFieldPanel([FieldPanel("editor"), FieldPanel("editorial")], heading="Слово редактора"),
        MultiFieldPanel([FieldPanel("imprint"), FieldPanel("print_run")], heading="Выходные данные"),
        FieldPanel("article_a_day"),
    ]
    settings_panels = [Story.audience_panel, *Page.settings_panels]
    search_fields = [
        *Page.search_fields,
        *Story.story_search_fields,
        index.SearchField("editorial"),
        index.SearchField("paper_text"),
    ]

    # Whether the last `save` has made the issue live: its articles follow (`magazine.release`).
    goes_live = False

    class Meta:
        verbose_name = "номер журнала"
        verbose_name_plural = "номера журнала"
        constraints = [
            models.UniqueConstraint(
                fields=("year", "number"),
                name="one_issue_number_a_year",
                violation_error_message="Такой номер в этом году уже есть.",
            )
        ]

    @property
    def kicker(self) -> str:
        return self.label

    @property
    def hashtags(self) -> tuple[str, ...]:
        return (self.kind,)

    @property
    def label(self) -> str:
        """«№ 2, февраль 2026»."""
        return f"№ {self.number}, {MONTHS[self.date.month].lower()} {self.year}"

    @property
    def face(self) -> Picture | None:
        """What is seen of the issue from afar: the drawn cover, or the photo of which the cover is made."""
        return self.cover or self.cover_photo

    @property
    def paper_text(self) -> str:
        """The words of a PDF from the archive, for the search; one made of articles has theirs."""
        pages = PdfPage.objects.filter(pdf__issue=self.pk, pdf__source=IssuePdf.Source.UPLOADED)
        return " ".join(pages.values_list("text", flat=True))

    def card(self) -> Summary:
        return replace(super().card(), cover=self.face)

    def clean(self):
        super().clean()
        if self.date is None:
            return
        taken = IssuePage.objects.filter(year=self.date.year, number=self.number).exclude(pk=self.pk).exists()
        if taken:
            raise ValidationError({"number": f"Номер {self.number} за {self.date.year} год уже есть."})

    def save(self, *args, **kwargs):
        self.year = self.date.year
        self.goes_live = self.live and not IssuePage.objects.live().filter(pk=self.pk).exists()
        super().save(*args, **kwargs)

    def permissions_for_user(self, user):
        return rights.IssueRights(user, self)

    def get_context(self, request, *args, **kwargs):
        pdf = IssuePdf.objects.filter(issue=self).first()
        lines = entries(self.articles(), pdf)
        appear = participants.of_issue(self)
        employees = Employee.objects.with_names_and_posts().in_bulk({self.editor_id, *appear} - {None})
        prefetch_pictures(self.face, *(employee.photo for employee in employees.values()))
        return super().get_context(request, *args, **kwargs) | {
            "rubrics": by_rubric(lines),
            "first": lines[0].article if lines else None,
            "editor": employees.get(self.editor_id),
            "people": [employees[pk] for pk in appear if pk in employees],
            "colophon": self.imprint or self.get_parent().specific.imprint,
            "pdf": pdf,
        }

    def articles(self):
        """Live articles in reading order, with what a line of the contents shows."""
        live = ArticlePage.objects.live().child_of(self).order_by("path")
        return live.select_related("rubric").defer_streamfields()

"""The article, its authors and the people mentioned in it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.forms import Select
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import CommentPanel, FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from magazine import participants, rights
from magazine.body import article_blocks, reading_minutes
from magazine.reading import reading_context
from portal.stories import Story, StoryPerson


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("magazine.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta(TaggedItemBase.Meta):
        verbose_name = "метка материала"
        verbose_name_plural = "метки материала"


class ArticlePage(Story, Page):
    """An article of an issue."""

    parent_page_types = ["magazine.IssuePage"]
    subpage_types = []

    kind = "Журнал"
    card_needs = ("cover", "rubric")
    served_with = ("cover", "rubric", "series")

    rubric = models.ForeignKey(
        "magazine.Rubric", verbose_name="рубрика", null=True, on_delete=models.PROTECT, related_name="+"
    )
    cover_caption = models.CharField("подпись к обложке", max_length=300, blank=True)
    body = StreamField(article_blocks(), verbose_name="текст", blank=True)
    tags = ClusterTaggableManager(
        "метки", through=ArticleTag, blank=True, help_text="Через запятую. В канале станут хештегами."
    )
    series = models.ForeignKey(
        "magazine.Series",
        verbose_name="серия",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Если материал продолжает другие.",
    )
    reading_minutes = models.PositiveSmallIntegerField("минут чтения", default=1, editable=False)

    content_panels = [
        *Page.content_panels,
        *Story.story_panels,
        FieldPanel("cover_caption"),
        InlinePanel(
            "authors",
            heading="Авторы",
            label="имя",
            help_text="Сотрудник или человек со стороны; их может быть несколько.",
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("rubric", widget=Select), FieldPanel("series", widget=Select), FieldPanel("tags")],
            heading="Рубрика, серия и метки",
        ),
    ]
    settings_panels = [Story.audience_panel, CommentPanel()]

    search_fields = [
        *Page.search_fields,
        *Story.story_search_fields,
        index.SearchField("body"),
        index.RelatedFields("authors", [index.SearchField("outside_name")]),
    ]

    class Meta:
        verbose_name = "статья"
        verbose_name_plural = "статьи"

    @property
    def waits_for_parent(self) -> bool:
        """The articles of an issue appear with it."""
        return not self.live and not self.get_parent().live

    @property
    def kicker(self) -> str:
        return self.rubric.name if self.rubric else self.kind

    @property
    def hashtags(self) -> tuple[str, ...]:
        words = [tag.name for tag in self.tags.all()]
        return tuple(dict.fromkeys([self.kicker, *words]))

    @property
    def story_people(self) -> tuple[StoryPerson, ...]:
        return participants.story_people(self)

    def save(self, *args, **kwargs):
        self.reading_minutes = reading_minutes(self.body)
        super().save(*args, **kwargs)

    def permissions_for_user(self, user):
        return rights.ArticleRights(user, self)

    def neighbours(self) -> tuple[ArticlePage | None, ArticlePage | None]:
        """The live articles of the issue before and after this one."""
        live = ArticlePage.objects.live().sibling_of(self)
        before = live.filter(path__lt=self.path).order_by("-path").values("pk")[:1]
        after = live.filter(path__gt=self.path).order_by("path").values("pk")[:1]
        both = ArticlePage.objects.filter(Q(pk__in=before) | Q(pk__in=after)).select_related("cover")
        found = {page.path > self.path: page for page in both.defer_streamfields()}
        return found.get(False), found.get(True)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | reading_context(self)


class ArticleAuthor(Orderable):
    """Who made the article: an employee or somebody from outside, and what he or she did."""

    class Role(models.TextChoices):
        TEXT = "text", "текст"
        PHOTO = "photo", "снимки"
        EDIT = "edit", "редактор"

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    employee = models.ForeignKey(
        "people.Employee", verbose_name="сотрудник", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outside_name = models.CharField(
        "имя, если не сотрудник", max_length=120, blank=True, help_text="Имя и фамилия человека со стороны."
    )
    role = models.CharField("что сделал", max_length=8, choices=Role.choices, default=Role.TEXT)

    panels = [FieldPanel("employee"), FieldPanel("outside_name"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = "автор"
        verbose_name_plural = "авторы"
        constraints = [
            models.CheckConstraint(
                condition=(Q(employee=None) & ~Q(outside_name="")) | (Q(employee__isnull=False) & Q(outside_name="")),
                name="author_is_employee_or_outsider",
                violation_error_message="Выберите сотрудника или впишите имя — что-то одно.",
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.get_role_display()}"

    @property
    def name(self) -> str:
        return self.employee.full_name if self.employee else self.outside_name

    def clean(self):
        super().clean()
        if self.employee and self.outside_name:
            raise ValidationError({"outside_name": "Сотрудник уже выбран: имя со стороны здесь лишнее."})
        if not self.employee and not self.outside_name:
            raise ValidationError({"employee": "Выберите сотрудника или впишите имя человека со стороны."})


class Mention(models.Model):
    """An employee named, quoted or pictured in a published article; rebuilt at each publication (`magazine.mentions`)."""

    class How(models.TextChoices):
        NAMED = "named", "в материале"
        PICTURED = "pictured", "на снимке"

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="mentions")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    how = models.CharField("как", max_length=8, choices=How.choices, default=How.NAMED)

    class Meta:
        verbose_name = "упоминание"
        verbose_name_plural = "упоминания"
        constraints = [models.UniqueConstraint(fields=("article", "employee"), name="one_mention_per_article")]

    def __str__(self):
        return f"{self.employee}: {self.article}"

"""A film and the people in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, Q
from django.forms import Select
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet
from wagtail.search import index

from films import clips, premieres, screening
from films.panels import MissingConsentsPanel
from films.timing import TimeField, clock
from people.blocks import people_blocks
from people.models import Employee
from portal.access import restrictions_above
from portal.blocks import story_blocks
from portal.blocks.embeds import VideoAddressBlock
from portal.stories import Story, StoryPerson, Summary


def film_blocks() -> list[tuple[str, object]]:
    return [*story_blocks(), *people_blocks()]


def this_year() -> int:
    return timezone.localdate().year


class FilmQuerySet(PageQuerySet):
    def opened(self):
        """Live films whose premiere, if they have one, has begun."""
        return self.live().filter(Q(premiere_at=None) | Q(premiere_at__lte=timezone.now()))

    def for_whoever_is_in(self):
        """Those that nothing but their audience keeps from anybody."""
        return self.filter(~Exists(restrictions_above()))

    def on_cards(self):
        """Newest first, with what a card needs but for the sizes of the covers."""
        return (
            self.select_related("cover", "holiday").defer_streamfields().order_by("-year", "-first_published_at", "-pk")
        )


class FilmPage(Story, Page):
    """A film: our own file, or one at a site on the list of players."""

    parent_page_types = ["films.FilmIndexPage"]
    subpage_types = []
    kind = "Фильмы"
    card_needs = ("cover", "holiday", "video")
    served_with = ("cover", "holiday", "video", "video__poster")

    video = models.ForeignKey(
        "films.Video",
        verbose_name="файл фильма",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pages",
        help_text="Загрузите его в «Видео» — или вместо него укажите адрес ниже.",
    )
    address = models.CharField(
        "адрес на площадке",
        max_length=300,
        blank=True,
        help_text="Если фильм уже лежит на RuTube, VK Видео или в своём PeerTube. Площадка узнает о зрителе, только когда он нажмёт «Смотреть».",
    )
    holiday = models.ForeignKey(
        "films.Holiday", verbose_name="праздник", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(
        "год", default=this_year, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    premiere_at = models.DateTimeField(
        "премьера",
        null=True,
        blank=True,
        help_text="До этого часа на странице заставка, программа и обратный отсчёт; потом фильм открывается у всех сразу, и анонс уходит в канал.",
    )
    programme = models.TextField(
        "программа премьеры",
        max_length=1500,
        blank=True,
        default="",
        db_default="",
        help_text="По строке на пункт, время вначале: «18:45 Собираемся в актовом зале».",
    )
    body = StreamField(film_blocks(), verbose_name="о фильме", blank=True)

    objects = PageManager.from_queryset(FilmQuerySet)()

    content_panels = [
        *Page.content_panels,
        *Story.story_panels,
        MultiFieldPanel([FieldPanel("video"), FieldPanel("address")], heading="Фильм"),
        MultiFieldPanel(
            [
                FieldPanel("holiday", widget=Select),
                FieldRowPanel([FieldPanel("year"), FieldPanel("premiere_at")]),
                FieldPanel("programme"),
            ],
            heading="К какому дню",
        ),
        MissingConsentsPanel(),
        InlinePanel(
            "cast",
            heading="Кто в фильме и кто снимал",
            label="человек",
            help_text="Сотрудник или гость по имени. Для каждого лица сотрудника нужно согласие «Съёмка в фильмах».",
        ),
        FieldPanel("body"),
    ]
    settings_panels = [Story.audience_panel, *Page.settings_panels]
    search_fields = [
        *Page.search_fields,
        *Story.story_search_fields,
        index.SearchField("told"),
        index.RelatedFields("cast", [index.SearchField("role"), index.SearchField("guest_name")]),
    ]

    class Meta:
        verbose_name = "фильм"
        verbose_name_plural = "фильмы"
        constraints = [
            models.CheckConstraint(
                condition=Q(video=None) | Q(address=""),
                name="film_is_here_or_there",
                violation_error_message="Выберите файл или укажите адрес — что-то одно.",
            ),
            models.CheckConstraint(
                condition=Q(programme="") | Q(premiere_at__isnull=False),
                name="programme_has_its_hour",
                violation_error_message="У программы есть пункты: назначьте день и час премьеры.",
            ),
        ]

    @property
    def kicker(self) -> str:
        return self.holiday.name if self.holiday else self.kind

    @property
    def is_open(self) -> bool:
        """Whether everybody may watch it: it has no premiere, or the hour has come."""
        return self.premiere_at is None or self.premiere_at <= timezone.now()

    @property
    def held_until(self) -> datetime | None:
        return self.premiere_at

    @property
    def has_film(self) -> bool:
        return self.video_id is not None

    @property
    def hashtags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([self.kicker, self.kind]))

    @property
    def story_people(self) -> tuple[StoryPerson, ...]:
        return screening.story_people(list(self.cast.all()))

    @property
    def told(self) -> str:
        """What is told of the film and said in it, for the search; before the premiere nothing, as on its page."""
        if not self.is_open:
            return ""
        return "\n".join([*self.body.stream_block.get_searchable_content(self.body), screening.spoken(self)])

    def summary(self) -> Summary:
        return replace(super().summary(), video=clips.clip_of(self))

    def card(self) -> Summary:
        return replace(super().card(), action=screening.invitation(self) if self.is_open else "")

    def clean(self):
        super().clean()
        if self.programme and not self.premiere_at:
            raise ValidationError({"premiere_at": "У программы есть пункты: назначьте день и час премьеры."})
        if self.address:
            try:
                self.address = VideoAddressBlock().clean(self.address)
            except ValidationError as error:
                raise ValidationError({"address": error.messages}) from error

    def save(self, *args, **kwargs):
        """A film without a cover of its own takes the frame chosen for its file: lists and the channel need one."""
        if self.cover_id is None and self.video_id and self.video.poster_id:
            self.cover_id = self.video.poster_id
        super().save(*args, **kwargs)

    def get_template(self, request, *args, **kwargs):
        if premieres.may_see(self, request.user):
            return super().get_template(request, *args, **kwargs)
        return "films/premiere_page.html"

    def get_context(self, request, *args, **kwargs):
        show = screening.context if premieres.may_see(self, request.user) else premieres.context
        # Who is signed in belongs to an access class of the page cache: still nothing personal.
        may_say = self.is_open and request.user.is_authenticated
        return super().get_context(request, *args, **kwargs) | show(self) | {"may_say": may_say}


class CastMember(Orderable):
    """Somebody in the film or behind the camera: an employee, or a guest or a child by the first name alone."""

    page = ParentalKey(FilmPage, on_delete=models.CASCADE, related_name="cast")
    employee = models.ForeignKey(
        "people.Employee", verbose_name="сотрудник", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    guest_name = models.CharField(
        "имя гостя или ребёнка", max_length=40, blank=True, help_text="Одно имя, без фамилии: «Соня»."
    )
    role = models.CharField("роль", max_length=120, blank=True, help_text="«Снегурочка», «оператор».")
    seconds = TimeField("когда появляется", null=True, blank=True, help_text="Минуты и секунды: 02:14.")
    crew = models.BooleanField("снимал, в кадре не был", default=False)

    panels = [
        FieldPanel("employee"),
        FieldPanel("guest_name"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("seconds")]),
        FieldPanel("crew"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "участник фильма"
        verbose_name_plural = "участники фильма"
        constraints = [
            models.CheckConstraint(
                condition=(Q(employee=None) & ~Q(guest_name="")) | (Q(employee__isnull=False) & Q(guest_name="")),
                name="cast_is_employee_or_guest",
                violation_error_message="Выберите сотрудника или впишите имя гостя — что-то одно.",
            )
        ]

    def __str__(self):
        return (
            f"{self.employee or self.guest_name}, {self.role}" if self.role else str(self.employee or self.guest_name)
        )

    def clean(self):
        super().clean()
        if self.employee and self.guest_name:
            raise ValidationError({"guest_name": "Сотрудник уже выбран: имя гостя здесь лишнее."})
        if not self.employee and not self.guest_name:
            raise ValidationError({"employee": "Выберите сотрудника или впишите имя гостя."})
        if len(self.guest_name.split()) > 1:
            raise ValidationError({"guest_name": "Только имя, без фамилии и отчества."})

    @property
    def at(self) -> str:
        """«2:14», or nothing."""
        return clock(self.seconds) if self.seconds is not None else ""

    def named(self, employees: dict[int, Employee]) -> str:
        employee = employees.get(self.employee_id)
        return employee.full_name if employee else self.guest_name

"""A person of the company. An employee is not a user and not a page."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import ClusterableModel
from wagtail.search import index

from people import names
from people.models.consent import Consent, Purpose
from people.models.post import Post

MESSENGER = RegexValidator(r"\A@?[A-Za-z][A-Za-z0-9_]{4,31}\Z", "Так не пишут имя в Telegram: @ivanov_teplo.")


def not_reserved(slug: str) -> None:
    """Below /people/ there are addresses that are no person's."""
    if slug in names.RESERVED:
        raise ValidationError("Этот адрес занят разделом. Возьмите другой.")


class EmployeeQuerySet(models.QuerySet):
    def working(self):
        """Those who have not left; whoever leaves today is still here."""
        return self.filter(Q(left_on=None) | Q(left_on__gte=timezone.localdate()))

    def with_faces(self):
        """What a face needs, but for the sizes of the photo: a page prefetches those of all its pictures together."""
        given = models.Prefetch("consents", Consent.objects.given(), to_attr="given_consents")
        return self.select_related("photo").prefetch_related(given)

    def with_names_and_posts(self):
        """What a card shows, but for the sizes of the photo."""
        current = Post.objects.current().select_related("subdivision", "place")
        return self.with_faces().prefetch_related(models.Prefetch("posts", current, to_attr="current_posts"))

    def with_posts(self):
        """Everything a card of a person shows, in a constant number of queries."""
        return self.with_names_and_posts().prefetch_related("photo__renditions")


class Employee(index.Indexed, ClusterableModel):
    """A person of the company, known by the personnel number."""

    class Sex(models.TextChoices):
        FEMALE = "f", "женский"
        MALE = "m", "мужской"

    number = models.CharField("табельный номер", max_length=32, unique=True)
    user = models.OneToOneField(
        "accounts.User",
        verbose_name="учётная запись",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="employee",
    )
    slug = models.SlugField("адрес страницы", max_length=120, unique=True, validators=[not_reserved])
    surname = models.CharField("фамилия", max_length=80)
    name = models.CharField("имя", max_length=80)
    patronymic = models.CharField("отчество", max_length=80, blank=True)
    former_surname = models.CharField("прежняя фамилия", max_length=80, blank=True)
    sex = models.CharField("пол", max_length=1, choices=Sex.choices)
    birth_date = models.DateField("дата рождения", null=True, blank=True)
    hired_on = models.DateField("работает с", null=True, blank=True)
    left_on = models.DateField("последний рабочий день", null=True, blank=True)
    phone = models.CharField("рабочий телефон", max_length=40, blank=True)
    mobile = models.CharField("мобильный телефон", max_length=40, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    # When the person wrote the mobile (or emptied it): from then on HR's file says nothing of it. And when HR made sure of it.
    mobile_written_at = models.DateTimeField("мобильный указан самим", null=True, blank=True, editable=False)
    mobile_checked_at = models.DateTimeField("мобильный проверен кадрами", null=True, blank=True, editable=False)
    manager = models.ForeignKey(
        "self", verbose_name="руководитель", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    photo = models.ForeignKey(
        "portal.Picture",
        verbose_name="портрет",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="portrait_of",
    )
    about = models.TextField("о себе", max_length=2000, blank=True)
    helps_with = models.TextField("могу помочь с…", max_length=500, blank=True, help_text="Каждое — с новой строки.")
    interests = models.TextField("увлечения", max_length=500, blank=True, help_text="Каждое — с новой строки.")
    messenger = models.CharField(
        "имя в Telegram",
        max_length=33,
        blank=True,
        validators=[MESSENGER],
        help_text="Латинские буквы, цифры и подчёркивание: @ivanov_teplo.",
    )
    checked_on = models.DateField("данные проверены", null=True, blank=True, editable=False)
    # The full name as `names.sorting_key` writes it.
    sort_key = models.CharField(max_length=names.SORTING_KEY_LENGTH, editable=False, default="")

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = "сотрудник"
        verbose_name_plural = "сотрудники"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["left_on"], name="employee_left_on"),
            models.Index(fields=["birth_date"], name="employee_birth_date"),
            models.Index(fields=["hired_on"], name="employee_hired_on"),
            models.Index(fields=["sort_key", "id"], name="employee_in_order"),
        ]
        permissions = [("export_employee", "Может выгружать телефонный справочник")]

    def __str__(self):
        return f"{self.surname} {self.name} {self.patronymic}".strip()

    def save(self, *args, **kwargs):
        self.sort_key = self.made_sort_key()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.slug])

    @property
    def full_name(self) -> str:
        """Имя Фамилия: how a colleague is called on the site."""
        return f"{self.name} {self.surname}"

    @property
    def initials(self) -> str:
        return names.initials(self.name, self.surname)

    @property
    def short_name(self) -> str:
        return names.short(self.surname, self.name, self.patronymic)

    @property
    def is_working(self) -> bool:
        return self.left_on is None or self.left_on >= timezone.localdate()

    def agrees_to(self, purpose: Purpose) -> bool:
        """Whether the consent stands; from `given_consents` where `with_posts` has fetched them."""
        fetched = getattr(self, "given_consents", None)
        if fetched is not None:
            return any(consent.purpose == purpose for consent in fetched)
        return self.pk is not None and self.consents.given().filter(purpose=purpose).exists()

    @property
    def portrait(self):
        """The photo, if it may be shown to colleagues."""
        return self.photo if self.photo_id and self.agrees_to(Purpose.PHOTO) else None

    @property
    def birthday(self):
        """The birth date for its day and month alone, if the person agrees; pages never show the year."""
        return self.birth_date if self.birth_date and self.agrees_to(Purpose.BIRTHDAY) else None

    @property
    def years_of_service(self) -> int | None:
        if self.hired_on is None:
            return None
        end = timezone.localdate() if self.is_working else self.left_on
        return end.year - self.hired_on.year - ((end.month, end.day) < (self.hired_on.month, self.hired_on.day))

    @property
    def helps(self) -> list[str]:
        return _lines(self.helps_with)

    @property
    def hobbies(self) -> list[str]:
        return _lines(self.interests)

    @property
    def messenger_url(self) -> str:
        return f"https://t.me/{self.messenger.removeprefix('@')}" if self.messenger else ""

    @property
    def mobile_is_unchecked(self) -> bool:
        """Whether nobody but the person has said that this mobile is his or hers."""
        return bool(self.mobile and self.mobile_written_at and not self.mobile_checked_at)

    @property
    def confirmed_phones(self) -> list[str]:
        """Numbers known to HR as this person's: lost access may be restored by calling them."""
        return [number for number in (self.phone, "" if self.mobile_is_unchecked else self.mobile) if number]

    @property
    def post(self) -> Post | None:
        """The first of the present posts; `with_posts` has fetched them."""
        fetched = getattr(self, "current_posts", None)
        posts = fetched if fetched is not None else list(self.posts.current().select_related("subdivision", "place"))
        return posts[0] if posts else None

    @property
    def what(self) -> str:
        """What a card says below the name: «Слесарь, Тихорецк»."""
        held = self.post
        return ", ".join(filter(None, [held.position, held.place and held.place.town])) if held else ""

    def made_sort_key(self) -> str:
        return names.sorting_key(self.surname, self.name, self.patronymic)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

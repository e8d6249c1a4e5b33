"""Employees, their posts, subdivisions, places and consents. An employee is not a user and not a page."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from treebeard.mp_tree import MP_Node
from wagtail.search import index

from people import names
from portal.search.normal import key_text


class Place(models.Model):
    """A town, and an address in it where people work. Separate from the subdivision: a unit may span towns."""

    town = models.CharField("город", max_length=80, db_index=True)
    address = models.CharField("адрес", max_length=200, blank=True)

    class Meta:
        verbose_name = "место работы"
        verbose_name_plural = "места работы"
        ordering = ["town", "address"]
        constraints = [models.UniqueConstraint(fields=("town", "address"), name="one_place_per_address")]

    def __str__(self):
        return f"{self.town}, {self.address}" if self.address else self.town


class Subdivision(MP_Node):
    """A unit of the company in the tree of units."""

    name = models.CharField("название", max_length=200)
    slug = models.SlugField("адрес", max_length=120, unique=True)

    node_order_by = ["name"]

    class Meta:
        verbose_name = "подразделение"
        verbose_name_plural = "подразделения"

    def __str__(self):
        return self.name


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
    slug = models.SlugField("адрес страницы", max_length=120, unique=True)
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
    # Names, phones and posts folded to lower case without ё: SQLite cannot fold Cyrillic by itself.
    search_key = models.TextField(editable=False, blank=True, default="")

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = "сотрудник"
        verbose_name_plural = "сотрудники"
        ordering = ["surname", "name", "patronymic", "number"]
        indexes = [models.Index(fields=["left_on"], name="employee_left_on")]

    def __str__(self):
        return f"{self.surname} {self.name} {self.patronymic}".strip()

    def save(self, *args, **kwargs):
        self.search_key = self.made_search_key()
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

    def agrees_to(self, purpose: "Purpose") -> bool:
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
        return [line.strip() for line in self.helps_with.splitlines() if line.strip()]

    @property
    def post(self) -> "Post | None":
        """The first of the present posts; `with_posts` has fetched them."""
        fetched = getattr(self, "current_posts", None)
        posts = fetched if fetched is not None else list(self.posts.current().select_related("subdivision", "place"))
        return posts[0] if posts else None

    def made_search_key(self, *posts: "Post") -> str:
        """Everything a person is found by; the posts are those of the database unless they are given."""
        present = posts or (self.posts.current().select_related("subdivision", "place") if self.pk else ())
        about_posts = [text for post in present for text in post.search_texts()]
        phones = ["".join(filter(str.isdigit, phone)) for phone in (self.phone, self.mobile)]
        full = [self.surname, self.name, self.patronymic, self.former_surname]
        return key_text([*full, *phones, self.number, *about_posts])


class PostQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)


class Post(models.Model):
    """A position held in a subdivision at a place, from one day to another; a person may hold several."""

    employee = ParentalKey(Employee, on_delete=models.CASCADE, related_name="posts")
    position = models.CharField("должность", max_length=160)
    subdivision = models.ForeignKey(
        Subdivision, verbose_name="подразделение", on_delete=models.PROTECT, related_name="posts"
    )
    place = models.ForeignKey(
        Place, verbose_name="место работы", null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    is_head = models.BooleanField("руководит подразделением", default=False)
    since = models.DateField("с", null=True, blank=True)
    until = models.DateField("по", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "должность"
        verbose_name_plural = "должности"
        constraints = [
            models.UniqueConstraint(
                fields=("employee", "position", "subdivision"),
                condition=Q(until=None),
                name="one_current_post_of_a_kind",
            )
        ]

    def __str__(self):
        return f"{self.position}, {self.subdivision}"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Employee.objects.filter(pk=self.employee_id).update(search_key=self.employee.made_search_key())

    def search_texts(self) -> list[str]:
        return [self.position, self.subdivision.name, self.place.town if self.place else ""]


class Purpose(models.TextChoices):
    """What a person agrees to, each by itself (152-ФЗ)."""

    PHOTO = "photo", "Портрет в справочнике"
    BIRTHDAY = "birthday", "День рождения без года"
    QUIZ = "quiz", "Игра «Знаете ли вы коллег в лицо?»"
    MAGAZINE = "magazine", "Снимки и имя в журнале"
    FILM = "film", "Съёмка в фильмах"
    TELEGRAM = "telegram", "Снимки и имя в канале Telegram"


class ConsentQuerySet(models.QuerySet):
    def given(self):
        """Consents that stand now."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """A consent of a person to one purpose: when, from what source, and when withdrawn."""

    class Source(models.TextChoices):
        PORTAL = "portal", "на портале"
        PAPER = "paper", "на бумаге"
        DEMO = "demo", "демонстрация"

    employee = ParentalKey(Employee, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField("на что", max_length=16, choices=Purpose.choices)
    given_at = models.DateTimeField("дано", default=timezone.now)
    source = models.CharField("как дано", max_length=16, choices=Source.choices)
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        constraints = [
            models.UniqueConstraint(
                fields=("employee", "purpose"), condition=Q(withdrawn_at=None), name="one_standing_consent"
            )
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_purpose_display()}"

"""What the press decided about the post of one page in one channel, beside what the channel's rules and template say."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from wagtail.fields import RichTextField

from syndication.models.channel import POST_FEATURES, TEMPLATE_LENGTH, Channel

MOST_PICTURES = 10


class Choice(models.TextChoices):
    """Whether the page goes to the channel."""

    BY_RULE = "rule", "как решат правила канала"
    SEND = "send", "отправить"
    NEVER = "never", "не отправлять"


class Media(models.TextChoices):
    """What the post shows."""

    COVER = "cover", "обложка"
    ALBUM = "album", "выбранные снимки"
    FILM = "film", "фильм"
    NONE = "none", "ничего, только текст"


class Composition(models.Model):
    """An empty `text` is the channel's template; without `at` the post goes as soon as the page is out."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="compositions")
    # The page's id without a foreign key, as in the outbox.
    page_id = models.PositiveBigIntegerField("страница")
    choice = models.CharField("отправлять ли", max_length=8, choices=Choice.choices, default=Choice.BY_RULE)
    text = RichTextField("свой текст", features=POST_FEATURES, max_length=TEMPLATE_LENGTH, blank=True)
    media = models.CharField("что показать", max_length=8, choices=Media.choices, default=Media.COVER)
    text_first = models.BooleanField("текст над снимком", default=False)
    button = models.BooleanField("кнопка «Читать полностью»", default=True, help_text="У альбома кнопок не бывает.")
    button_label = models.CharField("надпись на кнопке", max_length=40, blank=True)
    silent = models.BooleanField("без звука", default=False)
    pin = models.BooleanField("закрепить", default=False)
    at = models.DateTimeField("когда", null=True, blank=True, help_text="Пусто — сразу, как выйдет материал.")
    # Two editors at once: whoever saves second is told.
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "пост к материалу"
        verbose_name_plural = "посты к материалам"
        constraints = [models.UniqueConstraint(fields=("channel", "page_id"), name="one_composition_per_page")]

    def __str__(self):
        return f"{self.channel}: страница {self.page_id}"


class CompositionPicture(models.Model):
    """One picture of an album, in its order."""

    composition = models.ForeignKey(Composition, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey("portal.Picture", verbose_name="снимок", on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField("место")

    class Meta:
        verbose_name = "снимок поста"
        verbose_name_plural = "снимки поста"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=("composition", "picture"), name="picture_once_in_a_post"),
            models.CheckConstraint(condition=Q(place__lt=MOST_PICTURES), name="ten_pictures_in_a_post"),
        ]

    def __str__(self):
        return f"{self.composition}, снимок {self.place + 1}"

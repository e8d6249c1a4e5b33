"""Channels: where posts go, what goes there by itself, and how."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField

POST_FEATURES = ["bold", "italic", "strikethrough", "code", "blockquote", "h3", "ol", "ul", "link"]
TEMPLATE = "<p><b>{заголовок}</b></p><p>{лид}</p><p>{ссылка}</p><p>{хештеги}</p>"
TEMPLATE_LENGTH = 4000


class Decision(models.TextChoices):
    """What becomes of a story by the channel's rules."""

    SEND = "send", "уходит сама"
    OFFER = "offer", "предлагается: отправляет человек"
    NEVER = "never", "никогда"


class Silence(models.TextChoices):
    """What silent hours mean."""

    SOUNDLESS = "soundless", "приходит без звука"
    WAIT = "wait", "ждёт, пока тихие часы кончатся"


class Channel(ClusterableModel):
    """Where posts go. With an empty address it is the channel of the environment (`TELEGRAM_CHAT_ID`)."""

    name = models.CharField("название", max_length=80)
    driver = models.CharField(
        "служба", max_length=16, default="telegram", choices=[("telegram", "Telegram"), ("max", "MAX")]
    )
    bot = models.CharField(
        "бот",
        max_length=40,
        blank=True,
        help_text="Пусто — основной бот. Иначе слово из имени переменной TELEGRAM_BOT_TOKEN_СЛОВО на сервере.",
    )
    address = models.CharField(
        "адрес канала",
        max_length=80,
        blank=True,
        help_text="@имя или номер вида −1001234567890. Пусто — канал из настроек сервера.",
    )
    topic = models.PositiveIntegerField(
        "тема группы", null=True, blank=True, help_text="Номер темы, если это группа с темами. В каналах тем нет."
    )
    otherwise = models.CharField(
        "материал, для которого нет правила",
        max_length=8,
        choices=Decision.choices,
        default=Decision.SEND,
    )
    template = RichTextField(
        "как выглядит пост",
        features=POST_FEATURES,
        max_length=TEMPLATE_LENGTH,
        default=TEMPLATE,
        help_text="В фигурных скобках — то, что подставит портал: {заголовок}, {лид}, {ссылка}, {рубрика}, {хештеги}.",
    )
    signature = models.CharField("подпись под каждым постом", max_length=200, blank=True)
    hashtags = models.CharField(
        "постоянные хештеги", max_length=200, blank=True, help_text="Через запятую: добавятся к хештегам материала."
    )
    delay = models.PositiveSmallIntegerField(
        "подождать перед отправкой, минут",
        default=0,
        validators=[MaxValueValidator(24 * 60)],
        help_text="Время передумать: снятый за эти минуты материал в канал не попадёт.",
    )
    silent_from = models.TimeField("тихие часы с", null=True, blank=True)
    silent_until = models.TimeField("до", null=True, blank=True)
    silence = models.CharField("в тихие часы пост", max_length=12, choices=Silence.choices, default=Silence.SOUNDLESS)
    stale_after = models.PositiveSmallIntegerField(
        "спрашивать о постах, что ждут дольше, часов",
        default=24,
        validators=[MinValueValidator(1)],
        help_text="После долгого обрыва связи портал не выльет в канал старое, не спросив.",
    )
    pace = models.FloatField("пауза между постами, секунд", default=3, validators=[MinValueValidator(0)])
    paused_because = models.CharField("остановлен, потому что", max_length=300, blank=True, editable=False)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # One worker at a time speaks to a channel, and not before this moment (pace, 429).
    not_before = models.DateTimeField(null=True, blank=True, editable=False)
    lease_owner = models.CharField(max_length=64, blank=True, editable=False)
    # The highest number that a message of ours has had, where the service counts its messages.
    newest_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "канал"
        verbose_name_plural = "каналы"
        constraints = [
            models.UniqueConstraint(
                fields=("driver", "address"),
                condition=Q(topic=None),
                name="one_channel_per_address",
                violation_error_message="Канал с таким адресом уже есть.",
            ),
            models.UniqueConstraint(
                fields=("driver", "address", "topic"),
                name="one_channel_per_topic",
                violation_error_message="Канал с таким адресом и темой уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(silent_from=None, silent_until=None)
                | Q(silent_from__isnull=False, silent_until__isnull=False),
                name="silent_hours_have_both_ends",
                violation_error_message="Укажите оба конца тихих часов или ни одного.",
            ),
        ]

    def __str__(self):
        return self.name


class ChannelRule(models.Model):
    """What becomes of stories of one kind, or of one rubric of it, in one channel. A rubric's rule is stronger."""

    channel = ParentalKey(Channel, on_delete=models.CASCADE, related_name="rules")
    # The words that stories call themselves by (`Story.kind`, `Story.kicker`): syndication knows no section.
    kind = models.CharField("раздел", max_length=40)
    rubric = models.CharField("рубрика", max_length=40, blank=True, help_text="Пусто — весь раздел.")
    decision = models.CharField("что делать", max_length=8, choices=Decision.choices)

    class Meta:
        verbose_name = "правило канала"
        verbose_name_plural = "правила канала"
        ordering = ["kind", "rubric"]
        constraints = [
            models.UniqueConstraint(
                fields=("channel", "kind", "rubric"),
                name="one_rule_per_rubric",
                violation_error_message="Для этой рубрики правило уже есть.",
            )
        ]

    def __str__(self):
        return f"{self.kind}{f', {self.rubric}' if self.rubric else ''}: {self.get_decision_display()}"

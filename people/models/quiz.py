"""«Знаете ли вы коллег в лицо?»: what a player remembers, the round being played, and the measure of the whole company.

Who answered what is the player's alone: none of this is shown in the CMS but `Acquaintance`, which names nobody.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

FEWEST_PLAYERS = 10


class Direction(models.TextChoices):
    """What is shown, and what is asked for."""

    FACE = "face", "Лицо → имя"
    NAME = "name", "Имя → лицо"


class QuizCard(models.Model):
    """How well one player remembers one colleague: the state of FSRS, and whether the player can name the face."""

    player = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="quiz_cards")
    subject = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="quiz_cards_about")
    state = models.PositiveSmallIntegerField("состояние", default=1)
    stability = models.FloatField("прочность памяти, дней", null=True)
    difficulty = models.FloatField("трудность, от 1 до 10", null=True)
    due = models.DateTimeField("пора повторить", default=timezone.now)
    last_review = models.DateTimeField("последний ответ", null=True)
    reps = models.PositiveIntegerField("ответов", default=0)
    lapses = models.PositiveIntegerField("из них забыто", default=0)
    knows = models.BooleanField("узнаёт в лицо", default=False)
    elsewhere = models.BooleanField("в другом городе", default=False)

    class Meta:
        verbose_name = "карточка игры"
        verbose_name_plural = "карточки игры"
        indexes = [models.Index(fields=["player", "due"], name="quiz_card_due")]
        constraints = [
            models.UniqueConstraint(fields=("player", "subject"), name="one_quiz_card_per_pair"),
            models.CheckConstraint(condition=~Q(player=F("subject")), name="quiz_card_of_another"),
        ]

    def __str__(self):
        return f"карточка {self.pk}"


class QuizAnswer(models.Model):
    """One answer, for the measure; kept for 25 months (`people.quiz.jobs`)."""

    player = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="quiz_answers")
    subject = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="quiz_answers_about")
    direction = models.CharField("направление", max_length=4, choices=Direction)
    right = models.BooleanField("верно")
    at = models.DateTimeField("когда", db_index=True)
    elsewhere = models.BooleanField("в другом городе")

    class Meta:
        verbose_name = "ответ в игре"
        verbose_name_plural = "ответы в игре"

    def __str__(self):
        return f"ответ {self.pk}"


class QuizRound(models.Model):
    """The round a player plays now: out of one town, one unit or the whole company; in one direction or in both."""

    player = models.OneToOneField("people.Employee", on_delete=models.CASCADE, related_name="quiz_round")
    town = models.CharField("город", max_length=80, blank=True)
    unit = models.ForeignKey(
        "people.Subdivision", verbose_name="подразделение", null=True, on_delete=models.CASCADE, related_name="+"
    )
    direction = models.CharField("направление", max_length=4, choices=Direction, blank=True)
    started_at = models.DateTimeField("начат", default=timezone.now)

    class Meta:
        verbose_name = "раунд игры"
        verbose_name_plural = "раунды игры"

    def __str__(self):
        return f"раунд {self.pk}"


class QuizQuestion(models.Model):
    """One question of a round; `right` is None until it is answered."""

    round = models.ForeignKey(QuizRound, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField("номер")
    subject = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    direction = models.CharField("направление", max_length=4, choices=Direction)
    right = models.BooleanField("верно", null=True)

    class Meta:
        verbose_name = "вопрос игры"
        verbose_name_plural = "вопросы игры"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=("round", "position"), name="one_quiz_question_per_position"),
            models.UniqueConstraint(fields=("round", "subject"), name="one_quiz_question_per_subject"),
        ]

    def __str__(self):
        return f"вопрос {self.pk}"


class Acquaintance(models.Model):
    """The portal's own measure: which share of colleagues in other towns people can name, month by month.

    `town` is empty for the whole company. A group of fewer than ten players has no row: it would tell of persons.
    """

    OTHERS = "остальные"

    month = models.DateField("месяц", help_text="Первое число.")
    town = models.CharField("город", max_length=80, blank=True)
    players = models.PositiveIntegerField("игроков")
    share = models.FloatField("доля, от 0 до 1")

    class Meta:
        verbose_name = "знакомство по месяцам"
        verbose_name_plural = "знакомства по месяцам"
        ordering = ["month", "-share"]
        constraints = [
            models.UniqueConstraint(fields=("month", "town"), name="one_acquaintance_per_month_and_town"),
            models.CheckConstraint(condition=Q(players__gte=FEWEST_PLAYERS), name="acquaintance_names_nobody"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="acquaintance_is_a_share"),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m} {self.town}".strip()

    @property
    def percent(self) -> int:
        return round(self.share * 100)

    @property
    def in_month(self) -> str:
        """«ноябре»: every Russian month ends so in the prepositional."""
        return date_format(self.month, "E")[:-1].lower() + "е"

    @staticmethod
    def first_day(day: date) -> date:
        """The month of this day, as it is kept."""
        return day.replace(day=1)

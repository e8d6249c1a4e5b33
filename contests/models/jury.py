"""The jury: who judges what, by which criteria, and what each member has said of each work."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

REMARK_LENGTH = 1000
WHY_LENGTH = 300
OF_NOMINATIONS = "Ничего не отмечено — судит все. Новая номинация появится здесь, когда будет опубликована."
TOO_LOW = "По этому критерию уже стоит балл {}: наибольший не может быть меньше."


class Criterion(Orderable):
    """What a work is judged by: 0 … `most` points, counted with a weight."""

    contest = ParentalKey("contests.ContestPage", on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField("критерий", max_length=120)
    about = models.CharField("за что ставить", max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        "вес", default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    most = models.PositiveSmallIntegerField(
        "наибольший балл", default=10, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    panels = [FieldPanel("title"), FieldPanel("about"), FieldRowPanel([FieldPanel("weight"), FieldPanel("most")])]

    class Meta(Orderable.Meta):
        verbose_name = "критерий"
        verbose_name_plural = "критерии"

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        given = Score.objects.filter(criterion=self.pk, points__gt=self.most or 0) if self.pk else Score.objects.none()
        if highest := given.aggregate(highest=models.Max("points"))["highest"]:
            raise ValidationError({"most": TOO_LOW.format(highest)})

    def why_kept(self) -> str:
        """What stops an editor from removing it; empty: nothing."""
        scored = Score.objects.filter(criterion=self).exists()
        return "по этому критерию уже стоят баллы, его нельзя убрать." if scored else ""


class JuryMember(Orderable, ClusterableModel):
    """A member of the jury, of some nominations or of all."""

    contest = ParentalKey("contests.ContestPage", on_delete=models.CASCADE, related_name="jury")
    employee = models.ForeignKey(
        "people.Employee", verbose_name="сотрудник", on_delete=models.PROTECT, related_name="jury_seats"
    )
    nominations = ParentalManyToManyField(
        "contests.Nomination", verbose_name="номинации", blank=True, related_name="+", help_text=OF_NOMINATIONS
    )
    chair = models.BooleanField("председатель", default=False)

    panels = [
        FieldPanel("employee"),
        FieldPanel("nominations", widget=forms.CheckboxSelectMultiple),
        FieldPanel("chair"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "член жюри"
        verbose_name_plural = "жюри"
        constraints = [models.UniqueConstraint(fields=("contest", "employee"), name="once_in_a_jury")]

    def __str__(self):
        return str(self.employee)

    def why_kept(self) -> str:
        """What stops an editor from removing this member; empty: nothing."""
        return "уже оценивает работы, из жюри его не убрать." if self.reviews.exists() else ""


class Review(models.Model):
    """What a member says of a work. Others see it only after they have handed in their own."""

    member = models.ForeignKey(JuryMember, on_delete=models.PROTECT, related_name="reviews")
    work = models.ForeignKey("contests.Work", on_delete=models.PROTECT, related_name="reviews")
    remark = models.TextField("замечание", max_length=REMARK_LENGTH, blank=True)
    abstained = models.BooleanField("не сужу: знаю автора", default=False)
    why_abstained = models.CharField("почему не сужу", max_length=WHY_LENGTH, blank=True, db_default="")
    handed_in_at = models.DateTimeField("сдано", null=True, blank=True)
    changed_at = models.DateTimeField("изменено после сдачи", null=True, blank=True)

    # The CMS keeps no references to it: nobody is to find there what a member thinks of a work.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "оценка жюри"
        verbose_name_plural = "оценки жюри"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("member", "work"), name="one_review_per_work"),
            models.CheckConstraint(
                condition=Q(abstained=False, why_abstained="") | Q(abstained=True, handed_in_at__isnull=False),
                name="abstaining_is_handed_in",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.work}"


class Score(models.Model):
    """Points for one criterion."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField("баллы")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "балл"
        verbose_name_plural = "баллы"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("review", "criterion"), name="one_score_per_criterion"),
            models.CheckConstraint(condition=Q(points__lte=100), name="score_has_bounds"),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.points}"

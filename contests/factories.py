"""Contests and works for tests and the demo: published as in the CMS."""

from __future__ import annotations

from datetime import datetime, timedelta

import factory
from django.utils import timezone

from contests.campaigns.phases import Phase
from contests.models import (
    CampaignPage,
    ContestIndexPage,
    ContestPage,
    Criterion,
    EntryField,
    JuryMember,
    Nomination,
    Shift,
    Work,
    WorkMember,
    WorkPicture,
)
from contests.stages import TIMED, Stage
from people.factories import EmployeeFactory
from portal.publishing import add_draft, publish_under

A_STAGE = timedelta(days=7)


def moments(stage: Stage, now: datetime | None = None, without: tuple[Stage, ...] = ()) -> dict[str, datetime]:
    """Moments by which it is this stage now, in its middle: each stage lasts a week."""
    now = (now or timezone.now()).replace(microsecond=0)  # HR sets moments in whole seconds
    order = [timed for timed in TIMED if timed not in without]
    current = order.index(stage) if stage in order else -1
    return {f"{timed.value}_from": now + A_STAGE * (place - current) - A_STAGE / 2 for place, timed in enumerate(order)}


class ContestFactory(factory.Factory):
    """A published contest in the middle of `stage`. `nominations`, `criteria` are titles, `jury` employees, `fields` rows."""

    class Meta:
        model = ContestPage

    title = factory.Sequence(lambda n: f"Плакат, который бережёт руки {n}")
    slug = factory.Sequence(lambda n: f"contest-{n}")
    lead = "Нарисуйте так, чтобы поняли за три секунды и запомнили на всю смену."
    rules = "<p>Один плакат — одна мысль.</p>"

    @classmethod
    def _create(
        cls,
        model_class,
        *,
        stage=Stage.ENTRIES,
        without=(),
        nominations=("Плакат",),
        criteria=("Понятность",),
        jury=(),
        fields=None,
        draft=False,
        when=None,
        **values,
    ):
        page = model_class(**moments(stage, without=without) | values)
        page.nominations = [Nomination(title=title, sort_order=place) for place, title in enumerate(nominations)]
        page.criteria = [] if Stage.JURY in without else [Criterion(title=title) for title in criteria]
        page.jury = [JuryMember(employee=employee) for employee in jury]
        page.fields = [EntryField(kind="photos", label="Снимки", most=3)] if fields is None else list(fields)
        put = add_draft if draft else lambda parent, child: publish_under(parent, child, when)
        return put(ContestIndexPage.objects.get(), page)


class WorkFactory(factory.django.DjangoModelFactory):
    """An accepted work of an employee in the contest's first nomination. `pictures` and `team` are what their names say."""

    class Meta:
        model = Work
        skip_postgeneration_save = True

    contest = factory.SubFactory(ContestFactory)
    nomination = factory.LazyAttribute(lambda o: o.contest.nominations.first())
    number = factory.Sequence(lambda n: n + 1)
    state = Work.State.ACCEPTED
    author = factory.SubFactory(EmployeeFactory)
    filed_by = factory.LazyAttribute(lambda o: o.author)
    title = factory.Sequence(lambda n: f"Береги руки {n}")
    submitted_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def pictures(self, create, pictures, **kwargs):
        field = self.contest.fields.first()
        for place, picture in enumerate(pictures or ()):
            WorkPicture.objects.create(work=self, field=field.key if field else "", picture=picture, sort_order=place)

    @factory.post_generation
    def team(self, create, employees, **kwargs):
        WorkMember.objects.bulk_create(WorkMember(work=self, employee=employee) for employee in employees or ())


# By how many days from now a campaign's moments lie in each phase.
CAMPAIGN_DAYS = {
    Phase.SOON: (2, 6, 8, 9),
    Phase.SIGNUP: (-3, 4, 7, 9),
    Phase.CLOSED: (-9, -1, 2, 4),
    Phase.RUNS: (-9, -3, -1, 2),
    Phase.OVER: (-20, -12, -10, -8),
}


class CampaignFactory(factory.Factory):
    """A published campaign in `phase`, with the one shift that lasts as long; `ShiftFactory` adds further ones."""

    class Meta:
        model = CampaignPage

    title = factory.Sequence(lambda n: f"Чистый берег {n}")
    slug = factory.Sequence(lambda n: f"campaign-{n}")
    lead = "Собираем мусор на берегу Псекупса. Перчатки, мешки и чай — наши."
    where = "Берег у моста"
    for_whom = "Для всех"

    @classmethod
    def _create(cls, model_class, *, phase=Phase.SIGNUP, draft=False, when=None, **values):
        now = timezone.now()
        names = ("signup_from", "signup_until", "starts_at", "ends_at")
        moments = {name: now + timedelta(days=days) for name, days in zip(names, CAMPAIGN_DAYS[phase], strict=True)}
        put = add_draft if draft else lambda parent, child: publish_under(parent, child, when)
        return put(ContestIndexPage.objects.get(), model_class(**moments | values))


class ShiftFactory(factory.django.DjangoModelFactory):
    """Three hours of the campaign, `number` such spans after its beginning."""

    class Meta:
        model = Shift
        exclude = ("number",)

    number = factory.Sequence(lambda n: n % 12)
    campaign = factory.SubFactory(CampaignFactory)
    begins = factory.LazyAttribute(lambda o: o.campaign.starts_at + timedelta(hours=3) * o.number)
    ends = factory.LazyAttribute(lambda o: o.begins + timedelta(hours=3))
    capacity = 10

from importlib import import_module

from django.apps import AppConfig

# Modules that register their work with the clock, papers with the press, and what they keep of people.
REGISTERING = (
    "contests.voting.closing",
    "contests.judging.reminding",
    "contests.campaigns.jobs",
    "contests.campaigns.keeping",
    "contests.papers.tasks",
    "contests.results.protocol",
    "contests.diplomas.paper",
    "contests.afterwards.packing",
    "contests.afterwards.families",
    "contests.keeping",
)


class ContestsConfig(AppConfig):
    name = "contests"
    verbose_name = "Конкурсы"

    def ready(self):
        from wagtail.signals import page_published

        from contests import carding, cards, course, life, own, page_parts, rights
        from contests.campaigns import carding as campaign_cards
        from contests.campaigns import changing
        from contests.campaigns import life as campaign_life
        from contests.campaigns import own as campaign_own
        from contests.diplomas import life as diplomas
        from contests.gallery import controls, gate
        from contests.results import podium
        from contests.voting import buttons
        from portal import gates, holes, menu, pagecache
        from portal import life as portal_life

        for module in REGISTERING:
            import_module(module)
        rights.grant_all()
        page_published.connect(
            course.page_published, sender=self.get_model("ContestPage"), dispatch_uid="contests.course"
        )
        page_published.connect(
            changing.page_published, sender=self.get_model("CampaignPage"), dispatch_uid="contests.campaigns"
        )
        menu.register(menu.MenuItem("contests", "Конкурсы", "/contests/", "trophy", order=50, on_phone=True))
        cards.register(carding.SOURCE)
        cards.register(campaign_cards.SOURCE)
        portal_life.register(life.works_of)
        portal_life.register(campaign_life.joined_by)
        portal_life.register(diplomas.diplomas_of)
        page_parts.register(podium.part)
        controls.register(buttons.vote_buttons)
        holes.register("contest_own", own.render)
        holes.register("campaign_own", campaign_own.render)
        gates.register_picture_gate(gate.picture_may_be_seen)
        gates.register_face_test(gate.is_of_work)
        pagecache.watch("pages", *map(self.get_model, ("Outcome", "Award", "Contribution")))
        self._take_works()

    def _take_works(self) -> None:
        """Entry forms are long and carry films; what was sent waits for HR."""
        from accounts import interrupted
        from contests.moderation import judging
        from contests.rights import RUN
        from portal import dashboard
        from portal.uploads import films, limits

        interrupted.carry_forms_of("/contests/works/")
        limits.allow_larger(r"/contests/works/\d+/(edit|files/\w+)/", films.LARGEST_FILE)
        dashboard.register_waiting(RUN, judging.waiting, "Конкурсные работы ждут проверки", "contests_waiting")

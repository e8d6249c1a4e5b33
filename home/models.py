"""The front page: it gathers from all sections and owns nothing but the day's temperatures."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Page

from home.front import front_context
from portal.pages import QuickRoutes, SharedPage
from portal.stories import Story


class HomePage(QuickRoutes, SharedPage, Page):
    """The root of the site."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsIndexPage", "magazine.MagazinePage"]

    lead_story = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="главный материал",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Новость или статья. Если не выбрать, вверху встанет самый свежий материал с обложкой.",
    )

    content_panels = [*Page.content_panels, FieldPanel("lead_story")]

    class Meta:
        verbose_name = "главная"

    def clean(self):
        super().clean()
        if self.lead_story and not issubclass(self.lead_story.specific_class or Page, Story):
            raise ValidationError({"lead_story": "Это раздел, а не материал. Выберите новость или статью."})

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | front_context(self)


@register_setting(icon="resubmit", order=100)
class DayLine(BaseGenericSetting):
    """The day's temperatures, °C, as the dispatchers report them. The front page shows them for 24 hours."""

    outdoor = models.SmallIntegerField("на улице, °C", null=True, blank=True)
    supply = models.SmallIntegerField("подача, °C", null=True, blank=True)
    returning = models.SmallIntegerField("обратка, °C", null=True, blank=True)
    updated_at = models.DateTimeField("обновлено", auto_now=True)

    panels = [
        HelpPanel("<p>Строка вверху главной. Через сутки без обновления она исчезнет сама.</p>"),
        FieldRowPanel([FieldPanel("outdoor"), FieldPanel("supply"), FieldPanel("returning")]),
    ]

    class Meta:
        verbose_name = "температуры дня"

"""Channels in the CMS: where posts go, what goes there by itself, how a post looks, when it may leave."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Select
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.stories import kinds_and_rubrics
from syndication import drivers
from syndication.composing.template import FIELDS, unknown_fields
from syndication.models import Channel

FIELDS_HELP = (
    "<p>Портал подставит вместо слов в фигурных скобках: "
    + ", ".join(f"<code>{{{name}}}</code>" for name in FIELDS)
    + ". Остальное останется как есть. Слишком длинный лид укорачивается, ссылка остаётся всегда.</p>"
)
NO_SUCH_RUBRIC = "В разделе «{}» нет такой рубрики."


class KindSelect(Select):
    """The sections that have stories."""

    def optgroups(self, name, value, attrs=None):
        self.choices = [("", "— раздел —"), *((kind, kind) for kind in kinds_and_rubrics())]
        return super().optgroups(name, value, attrs)


class RubricSelect(Select):
    """The rubrics of all sections, each under its own."""

    def optgroups(self, name, value, attrs=None):
        groups = [(kind, [(rubric, rubric) for rubric in rubrics]) for kind, rubrics in kinds_and_rubrics().items()]
        self.choices = [("", "весь раздел"), *(group for group in groups if group[1])]
        return super().optgroups(name, value, attrs)


class ChannelForm(WagtailAdminModelForm):
    """What the database cannot say: fields of the template, rubrics that belong to their section."""

    def clean_template(self):
        template = self.cleaned_data["template"]
        if unknown := unknown_fields(template):
            raise ValidationError(f"Таких полей нет: {', '.join(unknown)}.")
        return template

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("silent_from")) != bool(cleaned.get("silent_until")):
            self.add_error("silent_until", "Укажите оба конца тихих часов или ни одного.")
        _check_place(self, cleaned)
        known = kinds_and_rubrics()
        for form in self.formsets["rules"].forms if self.is_bound else []:
            _check_rule(form, known)
        return cleaned


def _check_place(form: forms.ModelForm, cleaned: dict) -> None:
    """MAX knows a channel by its number, and has no topics."""
    if cleaned.get("driver") != "max":
        return
    if cleaned.get("address") and not re.fullmatch(r"-?\d{1,18}", cleaned["address"]):
        form.add_error("address", "Канал MAX задаётся номером, например -73455901853123.")
    if cleaned.get("topic"):
        form.add_error("topic", "В MAX тем нет: оставьте поле пустым.")


def _check_rule(form: forms.ModelForm, known: dict[str, list[str]]) -> None:
    if not form.is_valid() or form.cleaned_data.get("DELETE"):
        return
    kind, rubric = form.cleaned_data.get("kind"), form.cleaned_data.get("rubric")
    if rubric and rubric not in known.get(kind, []):
        form.add_error("rubric", NO_SUCH_RUBRIC.format(kind))


class ChannelViewSet(SnippetViewSet):
    model = Channel
    icon = "mail"
    menu_label = "Каналы"
    copy_view_enabled = False
    list_display = [
        "name",
        Column("driver", label="Служба", accessor="get_driver_display"),
        Column("token", label="Токен на сервере", accessor=lambda channel: drivers.token_word(channel)),
        Column("paused", label="Остановлен", accessor=lambda channel: channel.paused_because or "нет"),
    ]
    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("driver"),
                FieldRowPanel([FieldPanel("address"), FieldPanel("bot"), FieldPanel("topic")]),
                HelpPanel("<p>Токен бота задаёт администратор в настройках сервера; здесь его нет и не будет.</p>"),
                HelpPanel(
                    f"<p>Для MAX адрес — номер канала, а бот — слово из <code>MAX_BOT_TOKEN_СЛОВО</code>. {drivers.MAX_CAUTION}</p>"
                ),
            ],
            heading="Куда",
        ),
        MultiFieldPanel(
            [
                FieldPanel("otherwise"),
                InlinePanel(
                    "rules",
                    label="правило",
                    heading="Правила",
                    panels=[
                        FieldRowPanel(
                            [
                                FieldPanel("kind", widget=KindSelect),
                                FieldPanel("rubric", widget=RubricSelect),
                                FieldPanel("decision"),
                            ]
                        )
                    ],
                ),
            ],
            heading="Что уходит само",
        ),
        MultiFieldPanel(
            [FieldPanel("template"), HelpPanel(FIELDS_HELP), FieldPanel("signature"), FieldPanel("hashtags")],
            heading="Как выглядит пост",
        ),
        MultiFieldPanel(
            [
                FieldPanel("delay"),
                FieldRowPanel([FieldPanel("silent_from"), FieldPanel("silent_until"), FieldPanel("silence")]),
                FieldRowPanel([FieldPanel("stale_after"), FieldPanel("pace")]),
            ],
            heading="Когда",
        ),
    ]
    edit_handler = ObjectList(panels, base_form_class=ChannelForm)

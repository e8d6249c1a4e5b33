"""HR's register of consents in the CMS: who agreed to what, from what source, withdrawn when; filters, search, export."""

from __future__ import annotations

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.consents.sheets import SafeSheets
from people.finding import matching
from people.models import Consent, ConsentText, Employee, PersonalDataAccess, Place, Post, Subdivision


class ConsentFilterSet(WagtailFilterSet):
    """State, source, unit with everything below it, town, dates."""

    state = django_filters.ChoiceFilter(
        label="Состояние", choices=[("given", "действует"), ("withdrawn", "отозвано")], method="by_state"
    )
    subdivision = django_filters.ModelChoiceFilter(
        label="Подразделение", queryset=Subdivision.objects.all(), method="by_unit"
    )
    town = django_filters.ChoiceFilter(label="Город", choices=lambda: _towns(), method="by_town")
    given_at = django_filters.DateFromToRangeFilter(label="Дано", widget=DateRangePickerWidget)
    withdrawn_at = django_filters.DateFromToRangeFilter(label="Отозвано", widget=DateRangePickerWidget)

    class Meta:
        model = Consent
        fields = ["purpose", "state", "source", "subdivision", "town", "given_at", "withdrawn_at"]

    def by_state(self, queryset, name, value):
        return queryset.given() if value == "given" else queryset.withdrawn()

    def by_unit(self, queryset, name, unit):
        below = Subdivision.get_tree(unit).values("pk")
        return queryset.filter(employee__in=Post.objects.current().filter(subdivision__in=below).values("employee"))

    def by_town(self, queryset, name, town):
        return queryset.filter(employee__in=Post.objects.current().filter(place__town=town).values("employee"))


def _towns() -> list[tuple[str, str]]:
    return [(town, town) for town in Place.objects.order_by("town").values_list("town", flat=True).distinct()]


def _actions(consent: Consent) -> str:
    links = []
    if consent.scan:
        links.append(format_html('<a href="{}">Скан</a>', reverse("consent_scan", args=[consent.pk])))
    if consent.withdrawn_at is None:
        links.append(format_html('<a href="{}">Отозвать</a>', reverse("consent_withdraw", args=[consent.pk])))
    return format_html("{} {}", *[*links, "", ""][:2])


class ConsentIndexView(SafeSheets, IndexView):
    """The list. A scan and a withdrawal are one click away; nothing is edited."""

    filterset_class = ConsentFilterSet
    search_fields = ["employee__surname"]
    exported = "Реестр согласий"
    export_filename = "consents"
    list_export = [
        "employee",
        "number",
        "unit",
        "town",
        "get_purpose_display",
        "state",
        "text.number",
        "get_source_display",
        "signed_on",
        "given_at",
        "given_by",
        "withdrawn_at",
        "withdrawn_by",
    ]
    export_headings = {
        "employee": "Сотрудник",
        "number": "Табельный номер",
        "unit": "Подразделение",
        "town": "Город",
        "get_purpose_display": "На что",
        "state": "Состояние",
        "text.number": "Редакция",
        "get_source_display": "Как дано",
    }

    def search_queryset(self, queryset):
        """By name, as everywhere; leavers too."""
        if not self.is_searching:
            return queryset
        return queryset.filter(employee__in=matching.narrowed(Employee.objects.all(), self.search_query))

    def get_base_queryset(self) -> QuerySet[Consent]:
        post = Post.objects.current().filter(employee=OuterRef("employee")).order_by("pk")[:1]
        return Consent.objects.select_related("employee", "text", "given_by", "withdrawn_by").annotate(
            unit=Subquery(post.values("subdivision__name")), town=Subquery(post.values("place__town"))
        )

    def to_row_dict(self, item):
        row = {field: getattr(item, field, None) for field in self.list_export}
        row |= {"employee": str(item.employee), "number": item.employee.number, "text.number": _number(item)}
        row |= {name: row[name]() for name in ("get_purpose_display", "get_source_display")}
        return row | {name: str(row[name] or "") for name in ("given_by", "withdrawn_by")}


def _number(consent: Consent) -> int | str:
    return consent.text.number if consent.text else ""


class ConsentViewSet(ModelViewSet):
    model = Consent
    icon = "check"
    menu_label = "Согласия"
    menu_order = 221
    add_to_admin_menu = True
    url_prefix = "consents"
    copy_view_enabled = False
    index_view_class = ConsentIndexView
    list_per_page = 50
    ordering = ["-given_at", "-pk"]
    form_fields = ["purpose"]
    list_display = [
        Column("employee", label="Сотрудник", sort_key="employee__surname"),
        Column("purpose", label="На что", accessor="get_purpose_display"),
        Column("state", label="Состояние"),
        Column("source", label="Как дано", accessor="get_source_display"),
        Column("signed_on", label="Подписано"),
        DateColumn("given_at", label="Дано", sort_key="given_at"),
        DateColumn("withdrawn_at", label="Отозвано", sort_key="withdrawn_at"),
        Column("actions", label="", accessor=_actions),
    ]


class ConsentTextViewSet(SnippetViewSet):
    """Wordings: a new one is added, none is changed."""

    model = ConsentText
    icon = "doc-full"
    menu_label = "Тексты согласий"
    list_display = ["__str__", "since"]
    list_filter = ["purpose"]
    copy_view_enabled = False
    inspect_view_enabled = True


class AccessIndexView(SafeSheets, IndexView):
    exported = "Журнал обращений к персональным данным"
    export_filename = "personal-data-access"
    list_export = ["at", "by", "what", "people", "employee"]

    def get_base_queryset(self):
        return PersonalDataAccess.objects.select_related("by", "employee")

    def to_row_dict(self, item):
        row = {field: getattr(item, field) for field in self.list_export}
        return row | {name: str(row[name] or "") for name in ("by", "employee")}

    def get_edit_url(self, instance):
        return None


class AccessViewSet(ModelViewSet):
    """Who took data of people out of the portal, and when."""

    model = PersonalDataAccess
    icon = "history"
    menu_label = "Кто брал данные"
    menu_order = 222
    add_to_admin_menu = True
    url_prefix = "personal-data-access"
    copy_view_enabled = False
    index_view_class = AccessIndexView
    list_per_page = 50
    form_fields = ["what"]
    list_filter = ["by", "at"]
    list_display = [
        DateColumn("at", label="Когда", sort_key="at"),
        Column("by", label="Кто"),
        Column("what", label="Что"),
        Column("people", label="Человек"),
        Column("employee", label="О ком"),
    ]

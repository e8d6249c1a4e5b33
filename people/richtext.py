"""A colleague mentioned inside a text: the button «Сотрудник» of the editor, and the link that a page shows of it."""

from __future__ import annotations

from django.urls import reverse, reverse_lazy
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler

from people.choosers import employee_chooser_viewset
from people.mentioning import LINK_TYPE, employee_id
from people.models import Employee
from portal.blocks.ahead import known

ENTITY = "EMPLOYEE"
NO_LINK = "<a>"


class EmployeeLinkHandler(LinkHandler):
    """Mentions as links to profiles; whoever is gone or was erased stays a word of the text."""

    identifier = LINK_TYPE

    @staticmethod
    def get_model() -> type[Employee]:
        return Employee

    @classmethod
    def expand_db_attributes(cls, attrs: dict) -> str:
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """All mentions of a text in one query, or in none where the page has fetched its people ahead."""
        ids = list(map(employee_id, attrs_list))
        people = known(Employee)
        if people is None:
            people = Employee.objects.in_bulk({pk for pk in ids if pk})
        return [_opening_tag(people.get(pk)) for pk in ids]

    @classmethod
    def extract_references(cls, attrs: dict):
        if pk := employee_id(attrs):
            yield Employee, pk, "", ""


def _opening_tag(employee: Employee | None) -> str:
    """A person erased has no surname, and no page that one should be led to."""
    return f'<a href="{employee.get_absolute_url()}">' if employee and employee.surname else NO_LINK


class EmployeeElementHandler(LinkElementHandler):
    """For the editor: who is meant, so that the mention can be checked without leaving the text."""

    def get_attribute_data(self, attrs: dict) -> dict[str, object]:
        pk = employee_id(attrs)
        employee = Employee.objects.filter(pk=pk).first()
        name = employee.full_name if employee else ""
        return {"id": pk, "name": name, "url": reverse("people:person", args=[employee.slug]) if employee else None}


def employee_link(props: dict) -> object:
    """What is stored of a mention."""
    return DOM.create_element("a", {"linktype": LINK_TYPE, "id": props.get("id")}, props["children"])


@hooks.register("register_rich_text_features")
def register_mentions(features) -> None:
    features.register_link_type(EmployeeLinkHandler)
    entity = {
        "type": ENTITY,
        "icon": "user",
        "description": "Сотрудник",
        "attributes": ["id", "name", "url"],
        "chooserUrls": {"employeeChooser": reverse_lazy(employee_chooser_viewset.get_url_name("choose"))},
    }
    scripts = ["wagtailadmin/js/chooser-modal.js", "js/cms/employee-mention.js"]
    features.register_editor_plugin("draftail", LINK_TYPE, EntityFeature(entity, js=scripts))
    stored = {"from_database_format": {f'a[linktype="{LINK_TYPE}"]': EmployeeElementHandler(ENTITY)}}
    stored["to_database_format"] = {"entity_decorators": {ENTITY: employee_link}}
    features.register_converter_rule("contentstate", LINK_TYPE, stored)

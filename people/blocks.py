"""Blocks about employees for StreamFields."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from people.choosers import employee_chooser_viewset
from portal.blocks.ahead import FetchedAhead

# The types under which both blocks stand in every body.
QUOTE, CARD = "quote", "employee"
_ChooserBlock = employee_chooser_viewset.get_block_class(name="_ChooserBlock", module_path="people.blocks")


class EmployeeChooserBlock(FetchedAhead, _ChooserBlock):
    """The chooser of employees, sharing one query with the other blocks of a body."""

    class Meta:
        icon = "user"


class QuoteBlock(blocks.StructBlock):
    """A pull quote with the face of who said it, or the name of somebody from outside."""

    text = blocks.TextBlock(label="Слова", max_length=500, rows=3, help_text="Без кавычек: их поставит страница.")
    employee = EmployeeChooserBlock(label="Кто сказал", required=False)
    name = blocks.CharBlock(label="Имя, если не сотрудник", required=False, max_length=120)
    position = blocks.CharBlock(label="Кто это", required=False, max_length=160, help_text="Для человека со стороны.")

    class Meta:
        label = "Цитата"
        icon = "openquote"
        group = "Люди"
        template = "people/blocks/quote.html"
        description = "Крупные слова героя с его лицом."
        preview_value = {"text": "Пока в школе холодно, у меня смена не кончилась.", "name": "Виктор Переверзенцев"}

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["employee"] and not cleaned["name"]:
            error = ValidationError("Выберите сотрудника или впишите имя.")
            raise StructBlockValidationError(block_errors={"employee": error})
        return cleaned


class EmployeeCardBlock(blocks.StructBlock):
    """A colleague as a chip with a face."""

    employee = EmployeeChooserBlock(label="Сотрудник")
    note = blocks.CharBlock(label="О нём в материале", required=False, max_length=200)

    class Meta:
        label = "Сотрудник"
        icon = "user"
        group = "Люди"
        template = "people/blocks/employee.html"
        description = "Лицо, имя и должность со ссылкой на страницу человека."


def people_blocks() -> list[tuple[str, blocks.Block]]:
    """For the list of blocks of a body."""
    return [(QUOTE, QuoteBlock()), (CARD, EmployeeCardBlock())]


def employee_ids(body: StreamValue) -> list[int]:
    """Employees quoted or shown, in the order of the text, each once; read from raw data without a query."""
    chosen = (raw["value"].get("employee") for raw in body.raw_data if raw["type"] in (QUOTE, CARD))
    return list(dict.fromkeys(pk for pk in chosen if pk))

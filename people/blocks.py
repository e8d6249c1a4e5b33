"""Blocks about employees for StreamFields."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from people.choosers import employee_chooser_viewset
from people.mentioning import mentioned_ids
from people.models import Employee, Post
from portal.blocks.ahead import FetchedAhead
from portal.blocks.brief import BriefTextBlock

# The types under which the blocks stand in every body.
QUOTE, CARD, INTERVIEW = "quote", "employee", "interview"
_ChooserBlock = employee_chooser_viewset.get_block_class(name="_ChooserBlock", module_path="people.blocks")


class EmployeeChooserBlock(FetchedAhead, _ChooserBlock):
    """The chooser of employees, sharing one query with the other blocks of a body."""

    class Meta:
        icon = "user"


class SpeakerBlock(blocks.StructBlock):
    """Who speaks: an employee, or the name of somebody from outside."""

    employee = EmployeeChooserBlock(label="Кто сказал", required=False)
    name = blocks.CharBlock(label="Имя, если не сотрудник", required=False, max_length=120)
    position = blocks.CharBlock(label="Кто это", required=False, max_length=160, help_text="Для человека со стороны.")

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["employee"] and not cleaned["name"]:
            error = ValidationError("Выберите сотрудника или впишите имя.")
            raise StructBlockValidationError(block_errors={"employee": error})
        return cleaned


class QuoteBlock(SpeakerBlock):
    """A pull quote with the face of who said it."""

    text = blocks.TextBlock(label="Слова", max_length=500, rows=3, help_text="Без кавычек: их поставит страница.")

    class Meta:
        label = "Цитата"
        icon = "openquote"
        group = "Люди"
        template = "people/blocks/quote.html"
        description = "Крупные слова героя с его лицом."
        form_layout = ["text", "employee", "name", "position"]

    def get_preview_value(self):
        return self.normalize(
            {"text": "Пока в школе холодно, у меня смена не кончилась.", "employee": sample_employee()}
        )


class AnswerBlock(blocks.StructBlock):
    """A question and what was answered."""

    question = blocks.CharBlock(label="Вопрос", max_length=400)
    answer = BriefTextBlock(label="Ответ", max_length=6000)

    class Meta:
        label = "Вопрос и ответ"
        icon = "comment"


class InterviewBlock(SpeakerBlock):
    """Questions and answers of one person; counts as a mention."""

    face = blocks.BooleanBlock(label="Лицо в начале", required=False, default=True)
    answers = blocks.ListBlock(AnswerBlock(), label="Вопросы и ответы", min_num=1, max_num=40)

    class Meta:
        label = "Интервью"
        icon = "comment"
        group = "Люди"
        template = "people/blocks/interview.html"
        description = "Вопросы и ответы одного человека, с его лицом в начале. У сотрудника материал появится в «Жизни в компании»."

    def get_preview_value(self):
        talk = [
            ("Правда, что вы слышите шов?", "<p>Правда. Хороший металл шипит ровно, как масло на сковороде.</p>"),
            ("А если заплевался?", "<p>Останавливаюсь и начинаю думать.</p>"),
        ]
        answers = [{"question": question, "answer": answer} for question, answer in talk]
        return self.normalize({"employee": sample_employee(), "face": True, "answers": answers})


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

    def get_preview_value(self):
        return self.normalize({"employee": sample_employee(), "note": "держал свет в траншее"})


def people_blocks() -> list[tuple[str, blocks.Block]]:
    """For the list of blocks of a body."""
    return [(QUOTE, QuoteBlock()), (CARD, EmployeeCardBlock()), (INTERVIEW, InterviewBlock())]


def employee_ids(body: StreamValue) -> list[int]:
    """Employees quoted, shown, interviewed or mentioned, in the order of the text, each once; read from raw data without a query."""
    found = []
    for raw in body.raw_data:
        found += [raw["value"].get("employee")] if raw["type"] in (QUOTE, CARD, INTERVIEW) else []
        found += mentioned_ids(raw["value"])
    return list(dict.fromkeys(pk for pk in found if pk))


def sample_employee() -> Employee:
    """Somebody invented, for previews of blocks: no colleague should be shown saying what he or she never said."""
    employee = Employee(name="Виктор", surname="Переверзенцев", slug="somebody")
    employee.given_consents, employee.current_posts = [], [Post(position="Слесарь")]
    return employee

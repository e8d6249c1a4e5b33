"""What stands beside the text: facts in numbers and notes."""

from wagtail import blocks


class FigureBlock(blocks.StructBlock):
    """A number and what it counts."""

    value = blocks.CharBlock(label="Число", max_length=16, help_text="Коротко, с единицей: «400 мм», «+19 °C», «26».")
    label = blocks.CharBlock(label="Что это", max_length=160, help_text="Продолжает число: «диаметр лопнувшей трубы».")

    class Meta:
        label = "Число"
        icon = "order"


class FiguresBlock(blocks.StructBlock):
    """Facts in numbers."""

    heading = blocks.CharBlock(
        label="Заголовок",
        required=False,
        max_length=120,
        help_text="На странице не виден: его прочтёт программа экранного доступа.",
    )
    figures = blocks.ListBlock(FigureBlock(), label="Числа", min_num=1, max_num=8)

    class Meta:
        label = "Цифры"
        icon = "order"
        group = "Врезки"
        template = "portal/blocks/figures.html"
        description = "От одного до восьми крупных чисел с пояснениями в ряд."
        preview_value = {
            "heading": "Ночь в цифрах",
            "figures": [
                {"value": "400 мм", "label": "диаметр лопнувшей трубы"},
                {"value": "26", "label": "человек из четырёх городов работали на аварии"},
                {"value": "94 км", "label": "проехал экскаватор по гололёду"},
            ],
        }


class NoteBlock(blocks.StructBlock):
    """A note in the margin: explains a word."""

    title = blocks.CharBlock(label="Слово", max_length=80)
    text = blocks.TextBlock(label="Пояснение", max_length=600, rows=3)

    class Meta:
        label = "Примечание"
        icon = "info-circle"
        group = "Врезки"
        template = "portal/blocks/note.html"
        description = (
            "Объясняет слово или обстоятельство. На широком экране встаёт на поля, на телефоне — между абзацами."
        )
        preview_value = {
            "title": "Задвижка",
            "text": "Запирает участок трубы. На схемах её рисуют бантиком — двумя треугольниками вершина к вершине.",
        }

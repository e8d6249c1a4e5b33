"""Reference matter beside a story: the fact box and the chronology."""

from wagtail import blocks

from portal.blocks.brief import BriefTextBlock
from portal.blocks.pictures import PictureChooserBlock


class FactsBlock(blocks.StructBlock):
    """A box that explains what the story does not stop for."""

    title = blocks.CharBlock(label="Заголовок", max_length=120, help_text="О чём справка: «Что такое перемычка».")
    text = BriefTextBlock(label="Текст")

    class Meta:
        label = "Справка"
        icon = "clipboard-list"
        group = "Врезки"
        template = "portal/blocks/facts.html"
        description = "Врезка на своём фоне: как это устроено, что говорит закон, где получить."
        preview_value = {
            "title": "Что такое перемычка",
            "text": "<p>Труба с задвижкой между двумя магистралями. Обычно закрыта.</p>"
            "<ul><li>Открывают, когда одну магистраль чинят.</li><li>Тепла по ней идёт меньше: хватает, чтобы не остыть.</li></ul>",
        }


class MomentBlock(blocks.StructBlock):
    """What happened, and when."""

    when = blocks.CharBlock(
        label="Когда", max_length=40, help_text="Как скажете вслух: «23:52», «май 1983», «8 марта»."
    )
    text = BriefTextBlock(label="Что произошло", max_length=1500)
    picture = PictureChooserBlock(label="Снимок", required=False)
    ahead = blocks.BooleanBlock(label="Ещё впереди", required=False, help_text="На линии останется холодной.")

    class Meta:
        label = "Событие"
        icon = "time"


class TimelineBlock(blocks.StructBlock):
    """Events in their order on the supply and return line: what has been is supply, what is to come is return."""

    title = blocks.CharBlock(label="Заголовок", required=False, max_length=120)
    moments = blocks.ListBlock(MomentBlock(), label="События", min_num=2, max_num=30)

    class Meta:
        label = "Хронология"
        icon = "history"
        group = "Врезки"
        template = "portal/blocks/timeline.html"
        description = "События по порядку на линии подачи и обратки; у каждого — когда, что и, если есть, снимок."
        preview_value = {
            "title": "Ночь по часам",
            "moments": [
                {"when": "23:52", "text": "<p>Давление на Красноармейской упало с 6,2 до 3,1.</p>"},
                {"when": "1:30", "text": "<p>Экскаватор пришёл из Усть-Лабинска.</p>"},
                {"when": "6:47", "text": "<p>В школе № 7 тёплая труба.</p>"},
                {"when": "Летом", "text": "<p>Магистраль переложат целиком.</p>", "ahead": True},
            ],
        }

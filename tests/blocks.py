"""One raw block of each kind, for pages that show them all."""

from portal.blocks.loading import stored_items

VIDEO = "https://rutube.ru/video/0123456789abcdef0123456789abcdef/"
LONG = "Христорождественско-Переверзенцевский теплоэнергокомплекс"
HEADS = ("Город", "Труба, мм", "Домов", "Без тепла, ч", "Температура", "Бригада", "Примечание")


def interview(employee=None, **fields) -> dict:
    answers = stored_items(
        [{"question": "Правда, что вы слышите шов?", "answer": "<p>Правда: он <b>шипит</b> ровно.</p>"}]
    )
    value = {"employee": employee and employee.pk, "name": "", "position": "", "face": True, "answers": answers}
    return {"type": "interview", "value": value | fields}


def timeline(picture=None) -> dict:
    told = [
        {"when": "23:52", "text": "<p>Давление упало.</p>", "picture": picture and picture.pk, "ahead": False},
        {"when": "Весной 2027 года", "text": f"<p>Переложат {LONG}.</p>", "picture": None, "ahead": True},
    ]
    return {"type": "timeline", "value": {"title": "Ночь по часам", "moments": stored_items(told)}}


def table(*rows, choice: str = "both", caption: str = "Три аварии") -> dict:
    data = [list(row) for row in rows or (HEADS, ("Усть-Лабинск", "159", "14", "2,5", "+19 °C", LONG, "нет"))]
    return {"type": "table", "value": {"data": data, "table_header_choice": choice, "table_caption": caption}}


def facts(text: str = "<p>Труба с задвижкой.</p><ul><li>Обычно закрыта.</li></ul>") -> dict:
    return {"type": "facts", "value": {"title": "Что такое перемычка", "text": text}}


def embed(address: str = VIDEO, **fields) -> dict:
    return {
        "type": "embed",
        "value": {"address": address, "title": "Как опрессовывают магистраль", "caption": "", **fields},
    }


def story(page) -> dict:
    return {"type": "story", "value": {"story": page.pk}}


def gallery(*pictures) -> dict:
    shown = [{"picture": picture.pk, "caption": f"Снимок {number}"} for number, picture in enumerate(pictures, start=1)]
    return {"type": "gallery", "value": {"pictures": stored_items(shown), "caption": "Ночь"}}


def every_block(employee, pictures, other) -> list[dict]:
    """A body with each kind of block; `pictures` are at least three, `other` a published story."""
    figures = stored_items([{"value": "600 м³", "label": "воды в сети"}, {"value": "+19 °C", "label": LONG}])
    return [
        {"type": "note", "value": {"title": "Задвижка", "text": "Запирает участок трубы."}},
        {"type": "text", "value": "<p>Давление упало сразу.</p>"},
        {"type": "heading", "value": "Карта на столе"},
        {"type": "picture", "value": {"picture": pictures[0].pk, "caption": "Утро", "credit": "Рустам", "bleed": True}},
        gallery(*pictures),
        {"type": "figures", "value": {"heading": "", "figures": figures}},
        facts(),
        timeline(pictures[0]),
        table(),
        embed(caption="Летние испытания"),
        story(other),
        {"type": "quote", "value": {"text": "Тёплая!", "employee": employee.pk}},
        {"type": "employee", "value": {"employee": employee.pk, "note": "держал свет"}},
        interview(employee),
    ]

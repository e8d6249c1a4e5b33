"""The first words of each consent; HR follows them by new numbers in the CMS."""

from people.models import ConsentText, Purpose

FIRST = {
    Purpose.PHOTO: (
        "Я согласен, чтобы мой портрет видели сотрудники компании на этом портале: в справочнике, на моей странице, в поиске "
        "и рядом с моим именем. Портрет не показывают тем, кто здесь не работает. Согласие действует, пока я работаю в компании "
        "или пока не отзову его одной кнопкой на портале."
    ),
    Purpose.BIRTHDAY: (
        "Я согласен, чтобы сотрудники компании видели на портале день и месяц моего рождения и могли меня поздравить. "
        "Год рождения не показывают никому, кроме кадров. Согласие действует до отзыва."
    ),
    Purpose.QUIZ: (
        "Я согласен, чтобы мой портрет и имя встречались коллегам в игре «Знаете ли вы коллег в лицо?» на этом портале. "
        "Кто и как отвечал обо мне, не видит никто. Согласие действует до отзыва."
    ),
    Purpose.MAGAZINE: (
        "Я согласен, чтобы мои снимки и имя печатались в корпоративном журнале и в новостях портала. "
        "После отзыва снимки со мной на портале больше не показываются; отпечатанные номера отозвать нельзя."
    ),
    Purpose.FILM: (
        "Я согласен сниматься в праздничных фильмах компании и на то, чтобы фильмы со мной смотрели сотрудники на портале. "
        "Согласие действует до отзыва."
    ),
    Purpose.TELEGRAM: (
        "Я согласен на распространение: мой снимок и имя могут стоять в постах канала компании в Telegram, который открыт "
        "неограниченному кругу лиц и чьи серверы находятся за пределами России. После отзыва посты заменяются или снимаются; "
        "то, что читатели успели сохранить, компания вернуть не может."
    ),
}


def ensure() -> None:
    """Every purpose has a text."""
    present = set(ConsentText.objects.values_list("purpose", flat=True))
    missing = [purpose for purpose in Purpose if purpose not in present]
    ConsentText.objects.bulk_create(ConsentText(purpose=purpose, text=FIRST[purpose]) for purpose in missing)


def current() -> dict[str, ConsentText]:
    """The text that is agreed to now, by purpose."""
    return {text.purpose: text for text in ConsentText.objects.order_by("number")}

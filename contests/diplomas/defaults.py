"""The designed templates HR begins with; what HR has renamed or mended stays as it is."""

from contests.diplomas.wording import Case, For
from contests.models import DiplomaTemplate

TEMPLATES = (
    {
        "title": "Диплом победителя",
        "kind": For.AWARD,
        "heading": "Диплом",
        "case": Case.NOMINATIVE,
        "text": "награждается\n{имя}\n{место}\nв номинации «{номинация}»\nконкурса «{конкурс}»\nза работу «{работа}»",
    },
    {
        "title": "Благодарность участнику",
        "kind": For.ENTRANT,
        "heading": "Благодарность",
        "case": Case.DATIVE,
        "text": "Спасибо\n{имя}\nза участие в конкурсе «{конкурс}»\nи работу «{работа}»",
    },
    {
        "title": "Благодарность жюри",
        "kind": For.JURY,
        "heading": "Благодарность",
        "case": Case.ACCUSATIVE,
        "text": "Благодарим\n{имя}\nза внимательный и справедливый суд\nв жюри конкурса «{конкурс}»",
    },
)


def ensure() -> None:
    """Makes them where there is no template at all."""
    if not DiplomaTemplate.objects.exists():
        DiplomaTemplate.objects.bulk_create(DiplomaTemplate(**fields) for fields in TEMPLATES)

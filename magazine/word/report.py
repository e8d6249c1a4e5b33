"""What of a Word file does not come into the portal, in words for the editor."""

from __future__ import annotations

import re
import zipfile

from portal.typography import plural

DOCUMENT = "word/document.xml"
_PARTS = (
    (r"word/charts/chart\d*\.xml", "диаграмма,диаграммы,диаграмм"),
    (r"word/diagrams/data\d*\.xml", "рисунок SmartArt,рисунка SmartArt,рисунков SmartArt"),
    (r"word/embeddings/.+", "вложенный файл,вложенных файла,вложенных файлов"),
    (r"word/(?:header|footer)\d*\.xml", "колонтитул,колонтитула,колонтитулов"),
)
_MARKS = (
    (rb"<w:footnoteReference\b|<w:endnoteReference\b", "сноска,сноски,сносок"),
    (rb"<w:commentReference\b", "примечание рецензента,примечания рецензентов,примечаний рецензентов"),
    (rb"<w:del\s", "удалённое место из правок,удалённых места из правок,удалённых мест из правок"),
    (rb"<m:oMath>", "формула,формулы,формул"),
)
_LOOKS = re.compile(rb"<w:(?:rFonts|color|highlight|shd|sz)\s")
LOOKS = "шрифты, размеры и цвета: на портале они свои"


def left_out(archive: zipfile.ZipFile) -> list[str]:
    """A line for each kind of thing that is left out, with its number."""
    document = archive.read(DOCUMENT)
    names = archive.namelist()
    in_parts = ((sum(bool(re.fullmatch(part, name)) for name in names), forms) for part, forms in _PARTS)
    in_text = ((len(re.findall(mark, document)), forms) for mark, forms in _MARKS)
    lines = [counted(number, forms) for number, forms in (*in_text, *in_parts) if number]
    return [*lines, LOOKS] if _LOOKS.search(document) else lines


def counted(number: int, forms: str) -> str:
    """«3 сноски»."""
    return f"{number} {plural(number, forms)}"

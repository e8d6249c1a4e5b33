"""Word files made by hand: a zip with the parts a test needs."""

from __future__ import annotations

import io
import zipfile

from portal.factories import image_bytes

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/></Types>'
)
STYLES = ("Title", "Subtitle", "heading 1", "heading 2", "heading 3", "caption", "Quote")


def paragraph(text: str, style: str = "", inner: str = "") -> str:
    """A paragraph in a style, by the style's name."""
    of_style = f'<w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>' if style else ""
    return f"<w:p>{of_style}{run(text)}{inner}</w:p>"


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def item(text: str) -> str:
    """A line of a bulleted list."""
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(text)}</w:p>'


def link(text: str, rel: str) -> str:
    return f'<w:hyperlink r:id="{rel}">{run(text)}</w:hyperlink>'


def drawing(rel: str, alt: str = "", how: str = "embed") -> str:
    """A picture in a line, `embed`ded or `link`ed."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:{how}="{rel}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def docx(*body: str, links: dict[str, str] | None = None, media: dict[str, bytes] | None = None, **parts) -> bytes:
    """A .docx; `media` are files of `word/media` that `drawing("x.jpg")` names, `parts` whatever else (`word__x` → `word/x`)."""
    media = media or {}
    rels = "".join(f'<Relationship Id="{n}" Type="{_OFFICE}/image" Target="media/{n}"/>' for n in media)
    rels += "".join(
        f'<Relationship Id="{n}" Type="{_OFFICE}/{"image" if "pic" in n else "hyperlink"}" Target="{to}" '
        'TargetMode="External"/>'
        for n, to in (links or {}).items()
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in STYLES
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NS}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELS}">{rels}</Relationships>',
        "word/styles.xml": f"<w:styles {_NS}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NS}>{numbering}</w:numbering>",
        **{f"word/media/{name}": content for name, content in media.items()},
        **{name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()},
    }
    return packed(files)


def packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def story() -> bytes:
    """What a correspondent sends: a title, a lead, headings, a list, a link, a quotation, two photographs, a footnote."""
    return docx(
        paragraph("Ночь на Октябрьской", "Title"),
        paragraph("Сорок домов остались без тепла на шесть часов.", "Subtitle"),
        paragraph("В 5:20 ", inner=run("открыли", "<w:b/>") + run(" задвижку", '<w:i/><w:color w:val="FF0000"/>')),
        paragraph("Карта на столе", "heading 1"),
        item("труба") + item("стык"),
        paragraph("Подробности — ", inner=link("в новости", "to") + link("тут", "bad")),
        paragraph("", inner=drawing("one.jpg", "Сварщик у трубы")),
        paragraph("Рис. 1. Сварщик Цеев за работой", "caption"),
        paragraph("Тепло дали в шесть.", "Quote"),
        paragraph("", inner=drawing("two.emf")) + paragraph("", inner=drawing("pic1", how="link")),
        table(("Трубы", "400 мм")),
        paragraph("Конец.", inner='<w:r><w:footnoteReference w:id="7"/></w:r>'),
        links={"to": "https://teplo.example/", "bad": "javascript:alert(1)", "pic1": "http://127.0.0.1:9/x.jpg"},
        media={"one.jpg": image_bytes((1200, 800)), "two.emf": b"\1\0\0\0"},
        word__header1_dot_xml=f"<w:hdr {_NS}/>",
    )

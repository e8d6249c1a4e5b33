// What is pasted from Word (and from pages and mail) into a text of the CMS: headings, lists, bold, italics and links stay,
// the rest of the markup goes. The document is parsed by DOMParser: nothing in it is loaded or run.

const GONE = "style, script, meta, link, title, head, xml, img, object, embed, iframe, svg, del, template, [hidden]";
const NOTES = /mso-element:\s*(comment|footnote|endnote|header|footer)|mso-(footnote|endnote)-id|mso-list:\s*ignore|mso-hide:\s*all|display:\s*none/i;
const LIST = /mso-list:\s*l\d+\s+level(\d+)/i;
const NUMBER = /^\s*(\d+|[a-zа-яё]{1,4})[.)]/i;
const LINKS = /^(https?|mailto|tel):/i;
const HEADINGS = { H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" };

const all = (root, selector) => [...root.querySelectorAll(selector)];
const styleOf = (element) => element.getAttribute("style") ?? "";
const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

function renamed(element, name) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

const unwrapped = (element) => element.replaceWith(...element.childNodes);

// Word's lists are paragraphs with a marker; `level` is what its style says, `ordered` what the marker looks like.
function listPlaces(body) {
  const places = new Map();
  for (const paragraph of all(body, "p[style*='mso-list'], p[class*='MsoList']")) {
    const marker = all(paragraph, "span").find((span) => /mso-list:\s*ignore/i.test(styleOf(span)));
    const level = Number(LIST.exec(styleOf(paragraph))?.[1] ?? 1);
    if (marker) places.set(paragraph, { level, ordered: NUMBER.test(marker.textContent) });
  }
  return places;
}

function makeLists(places) {
  const open = [];
  let last = null;
  for (const [paragraph, { level, ordered }] of places) {
    if (!last || last !== paragraph.previousElementSibling) open.length = 0;
    const list = listFor(open, paragraph, level, ordered ? "ol" : "ul");
    const item = renamed(paragraph, "li");
    list.append(item);
    last = open[0];
  }
}

function listFor(open, paragraph, level, name) {
  open.length = Math.min(open.length, level);
  if (open.length && open.at(-1).localName !== name) open.pop();
  if (open.length) return open.length < level && open.at(-1).lastElementChild ? nested(open, name) : open.at(-1);
  const list = paragraph.ownerDocument.createElement(name);
  paragraph.before(list);
  open.push(list);
  return list;
}

function nested(open, name) {
  const list = open[0].ownerDocument.createElement(name);
  open.at(-1).lastElementChild.append(list);
  open.push(list);
  return list;
}

// A row becomes a line: what stood in a table can still be read.
function flattenTables(body) {
  for (const table of all(body, "table").reverse()) {
    const lines = [...table.rows].map((row) => [...row.cells].map(textOf).filter(Boolean).join("; "));
    table.replaceWith(...lines.filter(Boolean).map((line) => paragraphOf(body, line)));
  }
}

function paragraphOf(body, line) {
  const paragraph = body.ownerDocument.createElement("p");
  paragraph.textContent = line;
  return paragraph;
}

function tidyHeadings(body) {
  for (const title of all(body, "p.MsoTitle")) renamed(title, "h2");
  for (const heading of all(body, "h1, h2, h3, h4, h5, h6")) {
    const tidy = renamed(heading, HEADINGS[heading.tagName]);
    all(tidy, "b, strong, i, em, u, span, font").forEach(unwrapped);
  }
}

function tidyLinks(body) {
  for (const link of all(body, "a")) if (!LINKS.test(link.getAttribute("href")?.trim() ?? "")) unwrapped(link);
}

function tidied(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const places = listPlaces(body);
  all(body, GONE).forEach((element) => element.remove());
  all(body, "[style]").filter((element) => NOTES.test(styleOf(element))).forEach((element) => element.remove());
  makeLists(places);
  flattenTables(body);
  tidyHeadings(body);
  tidyLinks(body);
  all(body, "*").filter((element) => element.tagName.includes(":")).forEach(unwrapped);
  all(body, "p, h2, h3, li").filter((element) => !textOf(element)).forEach((element) => element.remove());
  return body.innerHTML;
}

function handlePastedText(text, html, editorState, { setEditorState }) {
  if (!html) return "not-handled";
  const { ContentState, EditorState, Modifier, convertFromHTML } = window.DraftJS;
  const { contentBlocks, entityMap } = convertFromHTML(tidied(html));
  if (!contentBlocks?.length) return "not-handled";
  const pasted = ContentState.createFromBlockArray(contentBlocks, entityMap).getBlockMap();
  const content = Modifier.replaceWithFragment(editorState.getCurrentContent(), editorState.getSelection(), pasted);
  setEditorState(EditorState.push(editorState, content, "insert-fragment"));
  return "handled";
}

window.draftail.registerPlugin({ type: "word-paste", handlePastedText }, "plugins");

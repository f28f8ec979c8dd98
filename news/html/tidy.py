"""The third door: the shape of a story. Paragraphs, headings, lists, figures, tables.

Each rule leaves alone what it made itself; nh3 looks at the outcome again.
"""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from news import vietnamese
from news.html import profile
from news.html.tree import drop, holds, is_blank, parse, serialise, split_before, unwrap

BLOCKS = profile.BLOCKS | {"picture"}
PHRASES = profile.INLINES - {"br", "img"}
PARAGRAPHS = frozenset({"p", "h2", "h3", "h4"})
# A figure that holds one of these is more than a picture with its caption.
COMPLEX = ("table", "ul", "ol", "blockquote")
SPACES = re.compile(r"[ \t\n]+")
KEEPS_BLANK = frozenset({"td", "th", "br", "hr", "img"})


def tidy(html: str) -> str:
    """What nh3 left, in the shape of a story."""
    body = parse(html)
    for element in reversed(list(body.iter())):  # Children before their parents.
        if element is not body:
            _mend(element)
    _make_paragraphs(body)
    for block in body:
        block.tail = "\n"
    _normalise(body)
    return serialise(body).strip("\n")


def _normalise(body: etree._Element) -> None:
    """Pieces that came together may join: a letter and the mark behind it."""
    if unicodedata.is_normalized("NFC", "".join(body.itertext())):
        return
    for element in body.iter():
        element.text = vietnamese.nfc(element.text or "")
        element.tail = vietnamese.nfc(element.tail or "")


def _mend(element: etree._Element) -> None:
    tag = element.tag
    if tag == "img":
        if not element.get("src"):
            drop(element)
    elif tag == "figure":
        _mend_figure(element)
    elif tag in PHRASES:
        _mend_phrase(element)
    elif tag not in KEEPS_BLANK and is_blank(element):
        _drop_block(element)
    elif tag == "figcaption":
        if element.getparent().tag != "figure":
            _mend_stray_caption(element)
    elif tag == "div" or tag in PARAGRAPHS:
        _mend_paragraph(element)


def _mend_phrase(element: etree._Element) -> None:
    if element.tag == "a":
        _mend_link(element)
    if is_blank(element) or (element.tag == "a" and not element.get("href")):
        unwrap(element)


def _mend_link(link: etree._Element) -> None:
    """Tell search engines and the next page nothing; ask it of outside links alone."""
    link.attrib.pop("rel", None)
    if profile.is_outside(link.get("href", "")):
        link.set("rel", profile.OUTSIDE)


def _mend_paragraph(element: etree._Element) -> None:
    """A paragraph holds no blocks: what looks like one and does is only a box."""
    if not any(child.tag in BLOCKS for child in element):
        if element.tag == "div":
            element.tag = "p"
        return
    side = element.get("class")
    _make_paragraphs(element)
    for child in element:
        if side and child.tag in PARAGRAPHS and not child.get("class"):
            child.set("class", side)
    unwrap(element)


def _mend_stray_caption(caption: etree._Element) -> None:
    caption.tag = "div"
    _mend_paragraph(caption)


def _drop_block(element: etree._Element) -> None:
    """A line break stays between the words that the block kept apart."""
    element.tail = " " + (element.tail or "")
    drop(element)


def _make_paragraphs(parent: etree._Element) -> None:
    """Put loose text and phrases into paragraphs of their own."""
    run = etree.Element("p")
    run.text, parent.text = parent.text, None
    for child in list(parent):
        if child.tag not in BLOCKS:
            run.append(child)  # Its tail goes with it.
            continue
        _put_before(child, run)
        run = etree.Element("p")
        run.text, child.tail = child.tail, None
    if not is_blank(run):
        parent.append(_stripped(run))


def _put_before(child: etree._Element, run: etree._Element) -> None:
    if not is_blank(run):
        child.addprevious(_stripped(run))


def _stripped(run: etree._Element) -> etree._Element:
    run.text = (run.text or "").lstrip()
    if len(run):
        run[-1].tail = (run[-1].tail or "").rstrip()
    else:
        run.text = run.text.rstrip()
    return run


def _mend_figure(figure: etree._Element) -> None:
    """One form: <figure class="image …"><img><figcaption>…</figcaption></figure>."""
    has_picture = holds(figure, "img")
    if holds(figure, *COMPLEX) or not has_picture:
        figure.attrib.pop("class", None)
        if not holds(figure, "table") and not has_picture:
            for caption in figure.findall("figcaption"):
                _mend_stray_caption(caption)
            _make_paragraphs(figure)
            unwrap(figure)
        return
    pictures = list(figure.iter("img"))
    side = _side(figure) or next(filter(None, map(_side, pictures)), "")
    caption = etree.Element("figcaption")
    for element in reversed(list(figure.iter())):
        if element is figure:
            continue
        if element.tag == "img":
            element.attrib.pop("class", None)
            drop(element)
        elif element.tag not in PHRASES:
            element.tail = " " + (element.tail or "")
            _unwrap_with_space(element)
    for phrase in reversed(list(figure.iter(*PHRASES))):
        if is_blank(phrase):
            unwrap(phrase)
    caption.text = figure.text
    caption.extend(list(figure))
    figure.text = None
    figure.extend(pictures)
    if not is_blank(caption):
        figure.append(_stripped(_single_spaced(caption)))
    figure.set("class", f"image {side}".strip())


def _single_spaced(caption: etree._Element) -> etree._Element:
    for element in caption.iter():
        element.text = SPACES.sub(" ", element.text or "")
        element.tail = SPACES.sub(" ", element.tail or "")
    return caption


def _unwrap_with_space(element: etree._Element) -> None:
    element.text = " " + (element.text or "")
    unwrap(element)


def _side(element: etree._Element) -> str:
    words = element.get("class", "").split()
    return next((word for word in words if word.startswith("align-")), "")


def lift(element: etree._Element) -> None:
    """Take a block out of the paragraph and the phrases in which it stands."""
    while element.getparent().tag in PARAGRAPHS | PHRASES:
        split_before(element)

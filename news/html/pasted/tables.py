"""Tables: the row that heads them, and no empty rows around them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from news.html.pasted.debris import unwrap_bold
from news.html.pasted.raw import classes, is_heavy, plain_text
from news.html.tree import drop, holds

PARTS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})


def mend_tables(root: etree._Element, bold: frozenset[str]) -> None:
    for table in list(root.iterdescendants("table")):
        for row in list(_rows(table)):
            if not plain_text(row) and not holds(row, "img"):
                drop(row)
        rows = list(_rows(table))
        if rows:
            _head(table, rows, bold)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in PARTS:
            yield from child.iterchildren("tr")


def _head(
    table: etree._Element, rows: list[etree._Element], bold: frozenset[str]
) -> None:
    """Make the row of names a head: one that says so, or the one in bold above all."""
    heads = [row for row in rows if row.getparent().tag == "thead"]
    if not heads and not holds(table, "th") and len(rows) > 1:
        first, second = rows[:2]
        if _is_bold(first, bold) and not _is_bold(second, bold):
            heads = [first]
            part = etree.Element("thead")
            first.getparent().insert(first.getparent().index(first), part)
            part.append(first)
            if part.getparent() is not table:
                table.insert(table.index(part.getparent()), part)
    for row in heads:
        for cell in row:
            if cell.tag in CELLS:
                cell.tag = "th"
                cell.set("scope", "col")
                unwrap_bold(cell)


def _is_bold(row: etree._Element, bold: frozenset[str]) -> bool:
    cells = [cell for cell in row if cell.tag in CELLS]
    told = [cell for cell in cells if plain_text(cell)]
    return len(told) == len(cells) > 0 and all(
        bool(bold.intersection(classes(cell))) or _all_bold(cell, is_heavy(cell, False))
        for cell in told
    )


def _all_bold(element: etree._Element, inherited: bool) -> bool:
    if (element.text or "").strip() and not inherited:
        return False
    for child in element:
        if not _all_bold(child, is_heavy(child, inherited)):
            return False
        if (child.tail or "").strip() and not inherited:
            return False
    return True

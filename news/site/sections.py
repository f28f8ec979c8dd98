"""The tree of sections as pages need it, read in one query a generation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from news.models.category import Category
from news.site.parts import Parts


@dataclass
class Section:
    pk: int
    name: str
    url: str
    path: str
    description: str
    in_menu: bool
    on_home: bool
    parent: Section | None = None
    children: list[Section] = field(default_factory=list)

    @property
    def parent_pk(self) -> int | None:
        return self.parent.pk if self.parent else None

    @cached_property
    def trail(self) -> list[Section]:
        """From the top section down to this one."""
        return [*(self.parent.trail if self.parent else []), self]


class Sections:
    """All sections, by id and in order."""

    def __init__(self, categories: Iterable[Category]) -> None:
        categories = list(categories)
        self.by_pk = {category.pk: _section(category) for category in categories}
        self.by_path = {section.path: section for section in self.by_pk.values()}
        self.top: list[Section] = []
        for category in categories:
            section = self.by_pk[category.pk]
            if category.parent_id is None:
                self.top.append(section)
            else:
                section.parent = self.by_pk[category.parent_id]
                section.parent.children.append(section)

    @property
    def menu(self) -> list[Section]:
        return [section for section in self.top if section.in_menu]

    @property
    def on_home(self) -> list[Section]:
        return [section for section in self.top if section.on_home]


def tree(shared: Parts) -> Sections:
    """All sections, the same for every page."""
    return shared.once("sections", lambda: Sections(Category.objects.in_order()))


def _section(category: Category) -> Section:
    return Section(
        pk=category.pk,
        name=category.name,
        url=category.get_absolute_url(),
        path=category.path,
        description=category.description,
        in_menu=category.in_menu,
        on_home=category.on_home,
    )

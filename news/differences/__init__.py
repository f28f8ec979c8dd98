"""What two forms of a story say differently. Pure functions on plain data.

Below the models, because the door writes the size of each change into its revision.
"""

from news.differences.align import Item, Line, align
from news.differences.merge import Slot, merge
from news.differences.parts import Names, Part, parts
from news.differences.story import Difference, compare, size
from news.differences.words import Piece, pieces

__all__ = [
    "Difference",
    "Item",
    "Line",
    "Names",
    "Part",
    "Piece",
    "Slot",
    "align",
    "compare",
    "merge",
    "parts",
    "pieces",
    "size",
]

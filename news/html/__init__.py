"""HTML of stories: cleaned on the way in, read and given its pictures on the way out.

A body passes three doors: `intake` writes it anew with the few tags that we know, nh3
(`profile`) is the authority on what is safe, `tidy` gives it the shape of a story. What
is stored is what nh3 leaves as it is.
"""

from news.html.cleaning import clean, shown
from news.html.limits import MAX_DEPTH, MAX_LENGTH, UnsafeHTML
from news.html.outline import Heading, Link, Outline, Table, outline
from news.html.pictures import Figure, figures, image_sources, with_pictures
from news.html.reading import text

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "Figure",
    "Heading",
    "Link",
    "Outline",
    "Table",
    "UnsafeHTML",
    "clean",
    "figures",
    "image_sources",
    "outline",
    "shown",
    "text",
    "with_pictures",
]

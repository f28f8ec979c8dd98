"""The files of photos: checked, read, turned upright, made in every size, kept."""

from news.photos.intake import MAX_BYTES, TOO_LARGE, PhotoError
from news.photos.inventory import faults, lacking, orphans
from news.photos.keeping import (
    Prepared,
    StorageFull,
    crop,
    erase,
    erase_after_commit,
    keep,
    known,
    name_of,
    prepare,
    public_files,
    remake,
    store,
    take_away,
)

__all__ = [
    "MAX_BYTES",
    "TOO_LARGE",
    "PhotoError",
    "Prepared",
    "StorageFull",
    "crop",
    "erase",
    "erase_after_commit",
    "faults",
    "keep",
    "known",
    "lacking",
    "name_of",
    "orphans",
    "prepare",
    "public_files",
    "remake",
    "store",
    "take_away",
]

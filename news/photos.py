"""A photo file on its way in: checked, turned upright, stripped, stored, a row made."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from news import vietnamese
from news.models.photo import Photo, card_name, card_size

if TYPE_CHECKING:
    from portal.models import User

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LONGEST_SIDE = 2400
TOO_LARGE = "Tệp ảnh lớn hơn 25 MB."
QUALITY = 85


class PhotoError(Exception):
    """The file cannot become a photo. The message is shown to the person."""


@dataclass(frozen=True)
class Prepared:
    """A picture that passed: what it was as a file, and what of it is kept."""

    sha256: str
    size: tuple[int, int]
    large: bytes
    small: bytes


def prepare(content: bytes) -> Prepared:
    """Decode the picture, turn it upright, write its pixels anew; asks no database.

    Call it before a transaction begins: it may take a second. GPS, comments and
    whatever hides behind the picture are gone. Raises PhotoError in Vietnamese.
    """
    picture = _upright(content)
    small = picture.resize(card_size(*picture.size), Image.Resampling.LANCZOS)
    sha256 = hashlib.sha256(content).hexdigest()
    return Prepared(sha256, picture.size, _jpeg(picture), _jpeg(small))


def known(content: bytes) -> Photo | None:
    """The library's photo of this very file, if it has one."""
    return Photo.objects.filter(sha256=hashlib.sha256(content).hexdigest()).first()


def keep(prepared: Prepared, photo: Photo) -> Photo:
    """Write the files and the row of a new photo, whose texts are set already."""
    sha256 = prepared.sha256
    name = f"anh/{sha256[:2]}/{sha256[2:34]}.jpg"
    for stored_as, shown in ((name, prepared.large), (card_name(name), prepared.small)):
        default_storage.delete(stored_as)  # Left by a transaction that failed.
        default_storage.save(stored_as, ContentFile(shown))
    photo.file.name, photo.sha256 = name, sha256
    photo.width, photo.height = prepared.size
    photo.search_text = vietnamese.fold(f"{photo.caption} {photo.alt} {photo.credit}")
    photo.save(force_insert=True)
    return photo


def store(
    content: bytes,
    *,
    by: User | None,
    alt: str = "",
    caption: str = "",
    credit: str = "",
) -> Photo:
    """The library's photo of this file; made when the file is new.

    Texts are cut to their columns. Raises PhotoError with a Vietnamese message.
    """
    found = known(content)
    if found is not None:
        return found
    photo = Photo(
        alt=vietnamese.clean_line(alt)[:300],
        caption=vietnamese.clean_line(caption)[:500],
        credit=vietnamese.clean_line(credit)[:120],
        uploaded_by=by,
    )
    return keep(prepare(content), photo)


def _upright(content: bytes) -> Image.Image:
    if not content:
        raise PhotoError("Tệp ảnh rỗng.")
    if len(content) > MAX_BYTES:
        raise PhotoError(TOO_LARGE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise PhotoError("Ảnh lớn hơn 50 triệu điểm ảnh.")
                return _pixels(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError("Ảnh lớn hơn 50 triệu điểm ảnh.") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PhotoError(
            "Tệp không phải ảnh JPEG, PNG, WebP, GIF hoặc bị hỏng."
        ) from error


def _pixels(picture: Image.Image) -> Image.Image:
    """Upright, on white where it was transparent, and nothing but its pixels."""
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "P"):
        layered = upright.convert("RGBA")
        paper = Image.new("RGB", layered.size, "white")
        paper.paste(layered, mask=layered.getchannel("A"))
        upright = paper
    plain = upright.convert("RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    plain.info.clear()  # The comment of a JPEG would be written again.
    return plain


def _jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()

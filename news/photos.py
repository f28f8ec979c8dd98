"""A photo file on its way in: checked, turned upright, stripped, stored, a row made."""

from __future__ import annotations

import hashlib
import io
import warnings
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
QUALITY = 85


class PhotoError(Exception):
    """The file cannot become a photo. The message is shown to the person."""


def store(
    content: bytes,
    *,
    by: User | None,
    alt: str = "",
    caption: str = "",
    credit: str = "",
) -> Photo:
    """The library's photo of this file; made when the file is new.

    Only pixels are kept: the picture is decoded, turned upright and written anew, so
    that GPS, comments and whatever hides behind the picture are gone. Raises
    PhotoError with a Vietnamese message.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = Photo.objects.filter(sha256=sha256).first()
    if known is not None:
        return known
    picture = _upright(content)
    photo = Photo(
        width=picture.width,
        height=picture.height,
        alt=vietnamese.clean_line(alt),
        caption=vietnamese.clean_line(caption),
        credit=vietnamese.clean_line(credit),
        sha256=sha256,
        uploaded_by=by,
    )
    photo.search_text = vietnamese.fold(f"{photo.caption} {photo.alt} {photo.credit}")
    name = f"anh/{sha256[:2]}/{sha256[2:34]}.jpg"
    small = picture.resize(card_size(*picture.size), Image.Resampling.LANCZOS)
    for stored_as, shown in ((name, picture), (card_name(name), small)):
        default_storage.delete(stored_as)  # Left by a transaction that failed.
        default_storage.save(stored_as, ContentFile(_jpeg(shown)))
    photo.file.name = name
    photo.save(force_insert=True)
    return photo


def _upright(content: bytes) -> Image.Image:
    if not content:
        raise PhotoError("Tệp ảnh rỗng.")
    if len(content) > MAX_BYTES:
        raise PhotoError("Tệp ảnh lớn hơn 25 MB.")
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

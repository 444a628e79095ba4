"""Pictures without what the camera adds: when, where and with what it was taken."""

import struct
import warnings
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

# A little more than the largest cameras make; a bomb unfolds to more.
MOST_PIXELS = 120_000_000
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_OPTIONS = {"JPEG": {"quality": 90}, "PNG": {}, "WEBP": {"quality": 90}}
# What is damaged breaks each part of a picture in a way of its own.
_UNREADABLE = (
    EOFError,
    IndexError,
    KeyError,
    OSError,
    SyntaxError,
    TypeError,
    UnidentifiedImageError,
    ValueError,
    ZeroDivisionError,
    struct.error,
)


def write_bare_copy(source: Path, target: Path, media_type: str) -> None:
    """Draw the picture anew: nothing but its points goes over, whatever hung on it."""
    wanted = _FORMATS[media_type]
    try:
        with warnings.catch_warnings():
            # It warns of pictures that are large and allowed.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(source, formats=(wanted,)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ValidationError(_too_large())
                upright = ImageOps.exif_transpose(picture)
                plain = upright.convert(_mode(upright))
        bare = Image.new(plain.mode, plain.size)
        bare.paste(plain)
        bare.save(target, wanted, **_OPTIONS[wanted])
    except Image.DecompressionBombError as error:
        raise ValidationError(_too_large()) from error
    except _UNREADABLE as error:
        if isinstance(error, ValidationError):
            raise
        raise ValidationError(
            _("The picture cannot be read, so it cannot be shown. Attach it anew.")
        ) from error


def _too_large() -> str:
    return _("The picture is too large to be shown: make it smaller.")


def _mode(picture: Image.Image) -> str:
    has_holes = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    return "RGBA" if has_holes and picture.format != "JPEG" else "RGB"

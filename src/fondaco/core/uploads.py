"""A limit on what is sent, kept while it arrives: what is too large is not stored."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _

# Beside the file a form has other fields.
ROOM_FOR_FIELDS = 2**20
_MARK = "_upload_was_too_large"


def largest_body() -> int:
    """How many bytes a request may announce: more is refused without reading any."""
    return int(settings.UPLOAD_LIMIT) + ROOM_FOR_FIELDS


def too_large() -> str:
    text = _(
        "The file is too large: at most %(limit)s MB. Make it smaller, or split it."
    )
    return text % {"limit": settings.UPLOAD_LIMIT // 2**20}


class LimitedUploadHandler(FileUploadHandler):
    """Stands before the handlers that keep what arrives, and stops them in time."""

    arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        # All files of one request together.
        self.arrived += len(raw_data)
        if self.arrived > settings.UPLOAD_LIMIT:
            setattr(self.request, _MARK, True)
            # The rest is not read: two gigabytes would hold the process for long.
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of the request was left unread for its size."""
    request.FILES  # noqa: B018 — the body may not have been read yet.
    return bool(getattr(request, _MARK, False))

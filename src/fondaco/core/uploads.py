"""A limit on what is sent, kept while it arrives: what is too large is not stored."""

from typing import IO, Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

_MARK = "_upload_was_too_large"


class LimitedUploadHandler(FileUploadHandler):
    """Stands before the handlers that keep what arrives, and stops them in time."""

    arrived = 0

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        meta: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        # Room for the form's other fields.
        self.is_announced_large = content_length > settings.UPLOAD_LIMIT + 2**20

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.is_announced_large:
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        # All files of one request together.
        self.arrived += len(raw_data)
        if self.arrived > settings.UPLOAD_LIMIT:
            self._stop()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _stop(self) -> None:
        setattr(self.request, _MARK, True)
        # The rest is not read at all: two gigabytes would hold the process for long.
        raise StopUpload(connection_reset=True)


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of the request was left unread for its size."""
    _ = request.FILES  # The body may not have been read yet.
    return bool(getattr(request, _MARK, False))

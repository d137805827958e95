"""Files that are sent to us are never bigger than a journal, wherever they are sent."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MOST_BYTES = 20 * 1024 * 1024
# The rest of a form: keys, and the lines between its parts.
_AROUND = 64 * 1024
# So much is read to its end, so that the browser waits for the answer; of more, nothing is.
_READ_OUT = 2 * MOST_BYTES


class CappedUploadHandler(FileUploadHandler):
    """First of the handlers: a file that is too big is left out, and ``is_too_big`` says so.

    Fields that stood before it in the form are there, its key too.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.length = 0
        self.received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 (Django's name)
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.length = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.length > MOST_BYTES + _AROUND:
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > MOST_BYTES:
            self._stop()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _stop(self) -> None:
        self.request.META[_TOO_BIG] = "1"  # type: ignore[union-attr]
        raise StopUpload(connection_reset=self.length > _READ_OUT)


_TOO_BIG = "cbtback.upload_too_big"


def is_too_big(request: HttpRequest) -> bool:
    """A file of this request was left out."""
    return _TOO_BIG in request.META

"""How much a request may carry: the rest of a file is let go by, a request beyond all bounds is not read at all."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_REQUEST = 256 * 1024 * 1024
# Addresses at which a file may be larger; said by the apps whose addresses they are.
_larger: list[tuple[re.Pattern, int]] = []


def allow_larger(pattern: str, size: int) -> None:
    """Files sent to addresses like this may have so many bytes; call it in `AppConfig.ready`."""
    _larger.append((re.compile(pattern), size))


def largest_file(path: str) -> int:
    return next((size for pattern, size in _larger if pattern.fullmatch(path)), LARGEST_FILE)


class CutFile(SimpleUploadedFile):
    """Stands for a file that was too large to be kept: it knows its size, and the form says so at its field."""

    def __init__(self, name: str, size: int):
        super().__init__(name, b"")
        self.size = size


class CuttingHandler(FileUploadHandler):
    """First in the row: the others keep nothing beyond the limit. The other fields of the form stay what they were."""

    def __init__(self, request=None):
        super().__init__(request)
        self.largest = largest_file(request.path) if request else LARGEST_FILE

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start + len(raw_data) <= self.largest else None

    def file_complete(self, file_size):
        return CutFile(self.file_name, file_size) if file_size > self.largest else None


class LargestRequestMiddleware:
    """Answers 413 before anything of the body is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > LARGEST_REQUEST:
            return render(request, "413.html", status=413)
        return self.get_response(request)

"""Pictures and documents: who may have which. How the bytes go out is in `portal.sending`."""

from __future__ import annotations

import mimetypes
import threading

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.images.views import images
from wagtail.permissions import policy_registry

from portal import gates
from portal.documents import PortalDocument
from portal.images import ALL_SPECS, Picture, PictureRendition
from portal.sending import send

FOLDERS = ("images/", "original_images/")
TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "gif": "image/gif",
}
_one_at_a_time = threading.Lock()


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """A stored picture in one of its sizes, or its original for those who may change it."""
    picture, is_original = _picture_at(path)
    if not may_open(picture, request.user, is_original):
        raise Http404
    content_type = TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
    kept = "asked anew" if gates.shows_somebody(picture) else _kept(picture)
    return send(request, path, content_type, kept=kept)


@require_safe
def rendition(request: HttpRequest, picture_id: int, spec: str) -> HttpResponse:
    """A size that was not made ahead: made now, one at a time, and found at its own address."""
    filter_spec = spec.replace(".", "|")
    picture = get_object_or_404(Picture, pk=picture_id)
    if filter_spec not in ALL_SPECS or not may_open(picture, request.user):
        raise Http404
    with _one_at_a_time:
        return redirect(picture.get_rendition(filter_spec).url)


@require_safe
def preview(request: HttpRequest, picture_id: int, filter_spec: str) -> HttpResponse:
    """Wagtail's preview of a size, refused where a gate refuses the picture."""
    picture = get_object_or_404(Picture, pk=picture_id)
    if gates.picture_verdict(picture, request.user) is False:
        raise Http404
    return images.preview(request, picture_id, filter_spec)


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponse:
    """A document, always as a download: no browser shows it inside the portal."""
    found = PortalDocument.objects.select_related("collection").filter(pk=document_id).first()
    if found is None or found.filename != filename or not may_download(found, request.user):
        return _no_document(request)
    content_type = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    response = send(request, found.file.name, content_type, kept=_kept(found))
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    return response


def may_download(document: PortalDocument, user) -> bool:
    """What a page for all links to is for all; the rest for those who are signed in and may see its collection."""
    if document.public:
        return True
    if not user.is_authenticated:
        return False
    if _keeps(document, user):
        return True
    return document.published and _collection_is_open(document, user)


def _no_document(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def may_open(picture: Picture, user, is_original: bool = False) -> bool:
    """Portraits by consent; public pictures for all; the rest for those who are signed in and may see its collection."""
    verdict = gates.picture_verdict(picture, user)
    if verdict is False:
        return False
    if picture.public and not is_original:
        return True
    if not user.is_authenticated:
        return False
    if _keeps(picture, user):
        return True
    if is_original or not _collection_is_open(picture, user):
        return False
    return verdict is True or picture.published


def _kept(file: Picture | PortalDocument) -> str:
    return "public" if file.public else "private"


def _keeps(file: Picture | PortalDocument, user) -> bool:
    """Whoever has added a file, or may change it."""
    policy = policy_registry.get_by_type(type(file))
    return file.uploaded_by_user_id == user.pk or policy.user_has_permission_for_instance(user, "change", file)


def _collection_is_open(file: Picture | PortalDocument, user) -> bool:
    restrictions = file.collection.get_view_restrictions()
    groups = {group.pk for group in user.groups.all()} if restrictions else set()
    return all(
        restriction.restriction_type == restriction.LOGIN or groups & {group.pk for group in restriction.groups.all()}
        for restriction in restrictions
    )


def _picture_at(path: str) -> tuple[Picture, bool]:
    if "\x00" in path or ".." in path or not path.startswith(FOLDERS):
        raise Http404
    found = Picture.objects.select_related("collection")
    if path.startswith("original_images/"):
        return get_object_or_404(found, file=path), True
    made = PictureRendition.objects.filter(file=path).values("image")
    return get_object_or_404(found.filter(Q(pk__in=made))), False

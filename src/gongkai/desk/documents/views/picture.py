"""Pictures of a text: put into it while it is written, and shown to the office."""

from typing import TYPE_CHECKING, cast

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from gongkai.desk import uploads
from gongkai.desk.access_rules import needs
from gongkai.desk.documents.attachments import Shelf
from gongkai.desk.documents.edit_form import picture_root
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import access
from gongkai.kernel import kept
from gongkai.law.roles import Role
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

TAKEN = "desk-pictures"
"""The session's own uploads: they may be looked at before a text with them is saved."""
MOST_TAKEN = 200


@needs()
def show(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Show a picture that stands in some text of the document, or that one has just put there."""
    found = document_or_404(request, pk)
    sha256, _, kind = name.partition(".")
    if kind not in {each.value for each in Kind if each.is_picture}:
        raise Http404
    if not (_is_own(request, found, name) or _stands_in(found, sha256)):
        raise Http404
    stream = kept.path_of(sha256).open("rb")
    return cast("HttpResponse", FileResponse(stream, content_type=Kind(kind).media_type))


def _stands_in(document: "Document", sha256: str) -> bool:
    return document.versions.filter(body__contains=f'src="files/{sha256}.').exists()


def _is_own(request: DeskRequest, document: "Document", name: str) -> bool:
    """True for what the session uploaded, or what stands in the actor's unsaved text."""
    address = f"{picture_root(document.pk)}{name}"
    if address in request.session.get(TAKEN, []):
        return True
    kept = access.autosave(request.actor, document)
    return kept is not None and f'src="{address}"' in str(kept.fields.get("body", ""))


@require_POST
@needs(Role.CLERK)
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep an uploaded picture and say its address; 422 with a sentence when it is none."""
    document = document_or_404(request, pk)
    upload, too_large = request.FILES.get("picture"), uploads.refusals(request)
    if document.state != "drafting" or upload is None or too_large:
        why = too_large[0] if too_large else "现在不能插入图片，请刷新页面再看"
        return JsonResponse({"message": why}, status=422)
    try:
        name = Shelf(document, request.now).picture(upload)
    except BadFile as why:
        return JsonResponse({"message": f"“{upload.name}”没有插入：{why}"}, status=422)
    address = f"{picture_root(pk)}{name}"
    request.session[TAKEN] = [*request.session.get(TAKEN, []), address][-MOST_TAKEN:]
    return JsonResponse({"src": address})

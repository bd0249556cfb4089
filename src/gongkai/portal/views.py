"""What the web process answers for the public site."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.timezone import localdate, now
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from gongkai.disclosures import access
from gongkai.kernel.actor import Actor
from gongkai.kernel.kept import path_of
from gongkai.kernel.ledger_line import last_line
from gongkai.law.roles import Role
from gongkai.organs.access import actor
from gongkai.portal import access_rules, articles, links, release, searching
from gongkai.portal.shell import NoHost, Shell

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

LOOK = Path(__file__).resolve().parent.parent / "typeset" / "look"
NOT_BUILT = "网站还没有生成，请稍后再来。管理员可以运行 gongkai publish 生成。"


@access_rules.preview
@require_safe
@xframe_options_sameorigin
def preview_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a document as the public will see it, to those who may see it."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    at = now()
    document = _visible(request, pk, at)
    version = document.current
    if version is None:
        raise Http404
    page = articles.preview(Shell(localdate(at)), document, version, at)
    return _private(HttpResponse(page.data))


@access_rules.preview
@require_safe
def preview_file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send a picture or attachment of a document that is being previewed."""
    document = _visible(request, pk, now())
    version = document.current
    kept = articles.files_of(version) if version else ()
    file = next((each for each in kept if each.path == f"/files/{name}"), None)
    if file is None:
        raise Http404
    return _private(_send(path_of(file.sha256), name, attachment=True))


@access_rules.public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a query with one page of public texts."""
    try:
        shell = searching.shell_on(localdate(), last_line())
    except NoHost as why:
        return HttpResponse(str(why), status=503, content_type="text/plain; charset=utf-8")
    return _shortly(HttpResponse(searching.page(shell, request.GET.dict()).data))


@access_rules.public
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer what may be meant by the beginning of a query."""
    offered = searching.suggestions(request.GET.get("q", ""))
    return _shortly(JsonResponse({"items": offered}, json_dumps_params={"ensure_ascii": False}))


@access_rules.public
@require_safe
def published(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Send a file of the published site; 410 where something was withdrawn."""
    folder = release.current(Path(settings.GONGKAI["site"]))
    marker = path.startswith(f"{release.GONE}/")
    file = (release.find(folder, path) if folder and not marker else None) or _look(path)
    if file is None:
        return _missing(request, folder, path)
    if folder and release.is_gone(folder, path):
        return HttpResponse(file.read_bytes(), status=410)
    return _fresh(request, file, attachment=path.startswith("files/"))


def _visible(request: HttpRequest, pk: int, at: datetime) -> "Document":
    """Return the document if the signed-in person may see it; 404 for everybody else."""
    if not request.user.is_authenticated:
        raise Http404
    try:
        reader = actor(request.user, localdate(at))
        if _lacks_second_factor(request, reader):
            raise Http404
        return access.get(reader, pk)
    except ObjectDoesNotExist as why:
        raise Http404 from why


def _lacks_second_factor(request: HttpRequest, reader: Actor) -> bool:
    demanded = settings.GONGKAI["totp_for_signers"] and reader.has(Role.SIGNER)
    return bool(demanded) and not cast("Any", request.user).is_verified()


def _shortly(response: HttpResponse) -> HttpResponse:
    """A cache before the web process may keep it for two seconds, a browser asks again."""
    response["Cache-Control"] = "public, max-age=0, s-maxage=2"
    return response


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _look(path: str) -> Path | None:
    """Return a stylesheet or script of the site: previews need them before anything is public."""
    folder, _, name = path.partition("/")
    return _looks().get(name) if folder == "look" else None


@lru_cache(maxsize=1)
def _looks() -> dict[str, Path]:
    return {each.name: each for each in LOOK.iterdir()}


def _missing(request: HttpRequest, folder: Path | None, path: str) -> HttpResponse:
    if folder is None:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    if path and release.is_folder(folder, path):
        return HttpResponseRedirect(f"{request.path}/")
    page = release.find(folder, links.NOT_FOUND.removeprefix("/"))
    if page is None:
        raise Http404
    # The page was written for the top of the site and is shown at any depth.
    text = page.read_text(encoding="utf-8").replace('="./', f'="{links.root_of(f"/{path}")}')
    return HttpResponse(text, status=404)


def _fresh(request: HttpRequest, file: Path, *, attachment: bool) -> HttpResponseBase:
    """Send a file unless the reader has it; unchanged files keep date and tag over releases."""
    known = file.stat()
    tag = f'"{known.st_mtime_ns:x}-{known.st_size:x}"'
    changed = int(known.st_mtime)
    answer = cast("HttpResponseBase | None", get_conditional_response(request, tag, changed, None))
    response = answer or _send(file, file.name, attachment=attachment)
    response["ETag"] = tag
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "no-cache"
    return response


def _send(file: Path, name: str, *, attachment: bool) -> HttpResponseBase:
    kind = release.content_type(name)
    try:
        if not attachment:
            return HttpResponse(file.read_bytes(), content_type=kind)
        response = FileResponse(file.open("rb"), content_type=kind)
    except OSError as why:
        raise Http404 from why
    if Path(name).suffix not in release.SHOWN_IN_BROWSER:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

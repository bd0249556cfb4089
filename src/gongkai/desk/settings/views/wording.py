"""用词规则 of an office: shown, tried, added to, switched off, taken in and handed out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told, uploads
from gongkai.desk.access_rules import needs
from gongkai.desk.fields import DeskForm
from gongkai.desk.requests import DeskRequest
from gongkai.desk.settings import wording_forms as forms
from gongkai.desk.settings.views.offices import organ_or_404
from gongkai.desk.settings.word_rules import shown
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import access
from gongkai.screening import operations, queries
from gongkai.screening.importers import BadWords, read_words, words_workbook
from gongkai.text.wording.own import write_pack

if TYPE_CHECKING:
    from gongkai.organs.models import Organ
    from gongkai.screening.models import WordRule

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "toml": "application/toml; charset=utf-8"}


@needs(Role.ADMIN)
def own(request: DeskRequest) -> HttpResponse:
    """Go to the rules of the actor's office, or of the topmost he administers."""
    offices = access.visible(request.actor).exclude(kind="department")
    organ = offices.filter(pk=request.actor.organ or 0).first() or offices.first()
    if organ is None:
        raise Http404
    return redirect("desk-wording-of", organ.slug)


@needs(Role.ADMIN)
def wording(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the rules of an office; POST tries them on a text and keeps nothing."""
    organ = organ_or_404(request, slug)
    form = forms.TryForm(request.POST if request.method == "POST" else None)
    tried = form.cleaned_data["text"] if form.is_bound and form.is_valid() else None
    offices = access.visible(request.actor).exclude(kind="department")
    context = shown(organ, request, tried) | {"try_form": form, "offices": offices}
    return render(request, "desk/settings/wording.html", context)


def _rule_or_404(organ: "Organ", pk: int) -> "WordRule":
    row = queries.word_rules(organ.pk).filter(pk=pk).select_related("organ").first()
    if row is None:
        raise Http404
    return row


@needs(Role.ADMIN)
def rule(request: DeskRequest, slug: str, pk: int = 0) -> HttpResponse:
    """Add a word, or change one."""
    organ = organ_or_404(request, slug)
    row = _rule_or_404(organ, pk) if pk else None
    data = request.POST if request.method == "POST" else None
    form = forms.WordForm(data, initial=forms.initial_of(row) if row else None)

    def act(**who: Any) -> Any:
        if row:
            return operations.revise_rule(row, rule=form.rule(), **who)
        return operations.add_rule(organ, rule=form.rule(), **who)

    if _done(request, form, act):
        return redirect("desk-wording-of", slug)
    return render(request, "desk/settings/word.html", {"organ": organ, "form": form, "row": row})


@needs(Role.ADMIN)
def allow(request: DeskRequest, slug: str) -> HttpResponse:
    """Say that a word is right wherever it stands."""
    organ = organ_or_404(request, slug)
    form = forms.AllowForm(request.POST if request.method == "POST" else None)
    if _done(request, form, lambda **w: operations.allow_word(organ, **form.cleaned_data, **w)):
        return redirect("desk-wording-of", slug)
    return render(request, "desk/settings/word_allow.html", {"organ": organ, "form": form})


@require_POST
@needs(Role.ADMIN)
def off(request: DeskRequest, slug: str) -> HttpResponse:
    """Switch a shipped rule off."""
    organ, form = organ_or_404(request, slug), forms.OffForm(request.POST)
    if not _done(request, form, lambda **w: operations.switch_off(organ, **form.cleaned_data, **w)):
        for faults in form.errors.values():
            told.refused(request, "；".join(map(str, faults)))
    return redirect("desk-wording-of", slug)


@require_POST
@needs(Role.ADMIN)
def end(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    """Let a rule, a permission or a switch-off end."""
    row = _rule_or_404(organ_or_404(request, slug), pk)
    try:
        edition = operations.end_rule(row, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
    else:
        told.done(request, f"已取消“{row.wrong}”，现在是第 {edition.number} 版")
    return redirect("desk-wording-of", slug)


@needs(Role.ADMIN)
def take_in(request: DeskRequest, slug: str) -> HttpResponse:
    """Take in a file of rules; with any fault nothing is taken in."""
    organ = organ_or_404(request, slug)
    posted = request.method == "POST"
    form = forms.FileForm(*((request.POST, request.FILES) if posted else ()))
    for words in uploads.refusals(request):
        form.add_error("file", words)
    if posted and form.is_valid() and _taken_in(request, organ, form):
        return redirect("desk-wording-of", slug)
    return render(request, "desk/settings/word_import.html", {"organ": organ, "form": form})


def _taken_in(request: DeskRequest, organ: "Organ", form: forms.FileForm) -> bool:
    upload = form.cleaned_data["file"]
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    try:
        read = read_words(upload, upload.name)
        done = operations.take_in_rules(organ, read.rules, allow=read.allow, **who)
    except (BadWords, operations.RulesRefused) as why:
        for words in why.sentences:
            form.add_error("file", words)
        return False
    except NotAllowed as why:
        form.add_error(None, str(why))
        return False
    added, revised, same = done
    told.done(request, f"已导入：新增 {added} 条，修改 {revised} 条，{same} 条没有变化")
    return True


@needs(Role.ADMIN)
def export(request: DeskRequest, slug: str, kind: str) -> HttpResponse:
    """Hand out the rules of an office as a pack or as a table."""
    organ = organ_or_404(request, slug)
    edition = queries.last_word_edition(organ.pk)
    if kind not in TYPES or edition is None:
        raise Http404
    if kind == "toml":
        content = write_pack(queries.pack_of(organ.pk, edition.number)).encode()
    else:
        words = queries.word_rules(organ.pk).filter(kind="word")
        content = words_workbook(map(queries.own_rule, words))
    answer = HttpResponse(content, content_type=TYPES[kind])
    name = quote(f"{organ.short_name}用词规则第{edition.number}版.{kind}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _done(request: DeskRequest, form: DeskForm, act: Callable[..., Any]) -> bool:
    """Carry out what a valid form asks for; its refusals stand on the form."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        edition = act(by=request.actor, at=request.now)
    except operations.RulesRefused as why:
        for words in why.sentences:
            form.add_error(None, words)
        return False
    except NotAllowed as why:
        form.add_error(None, str(why))
        return False
    told.done(request, f"已存为第 {edition.number} 版；没有签发的稿件，签字前按新规则再查一遍")
    return True

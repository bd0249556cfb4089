"""A list of persons: from an office's file to a draft that says only what the public may read.

The file stands in the store from the first step on and is sealed with the last; what is given up,
replaced or refused goes again, its bytes too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.catalogue.models import Column
from gongkai.disclosures.models import Document, Genre, ListDraft, SealedOriginal
from gongkai.disclosures.operations.content import Content, Unfit
from gongkai.disclosures.operations.drafting import start
from gongkai.disclosures.operations.looking import kept_out
from gongkai.disclosures.operations.public_text import body_of
from gongkai.disclosures.queries import public_list as queries
from gongkai.kernel import files
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.kernel.models import StoredFile
from gongkai.law.procedure import NotAllowed
from gongkai.law.public_lists import NECESSARY, TAKE_DOWN, NoSuchList
from gongkai.law.roles import Role
from gongkai.law.withholding import Extent
from gongkai.organs.models import Organ
from gongkai.screening import operations as screening
from gongkai.screening import queries as screened
from gongkai.screening.importers import Plan, PublicTable, public_table
from gongkai.screening.operations.register import PRIVACY
from gongkai.text.document import Document as Read
from gongkai.text.listing import workbook

GIVEN_UP = timedelta(days=7)
"""After so long a list that was begun and left is forgotten, its file too."""
READERS = frozenset({Role.CLERK, Role.CHECKER, Role.SIGNER})
OVER = ("withdrawn", "discarded")
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a clerk writes about a list in the last step; `purpose` begins its text."""

    title: str
    purpose: str
    formed_on: date
    display_until: date | None
    objection_channel: str


def upload_list(
    upload: files.Stream,
    *,
    name: str,
    organ: Organ,
    list_kind: str,
    column: Column,
    by: Actor,
    at: datetime,
    draft: ListDraft | None = None,
) -> ListDraft:
    """Keep an office's file and begin a list with it, or begin `draft` anew with another file.

    Raises BadFile for what holds no list and SecretFound for a mark of secrecy; nothing stays then.
    """
    _allow(organ.pk, by)
    _judge_kind(list_kind, localdate(at))
    stored = files.keep(upload, name=name, at=at)
    made = draft or ListDraft(organ=organ, person_id=by.someone)
    before = draft.file if draft else None
    made.organ, made.list_kind, made.column = organ, list_kind, column
    made.file, made.name, made.sheet, made.at = stored, name[-200:], "", at
    made.choices, made.ground = {}, ""
    try:
        read = queries.read_file(made)
        with kept_out(organ.pk, None, name, by=by, at=at):
            screening.refuse_secret(name, _texts(made, read))
        queries.plan(made, localdate(at), read)
        with transaction.atomic():
            made.save()
            _note(made, "upload", "上传名单原件", by, at)
    except Exception:
        files.forget(stored)
        raise
    if before is not None and before.pk != stored.pk:
        files.forget(before)
    return made


def _judge_kind(key: str, on: date) -> None:
    try:
        screened.list_kind_of(key, on)
    except NoSuchList:
        raise NotAllowed("请选择名单种类") from None


def _texts(draft: ListDraft, read: Read) -> dict[str, str]:
    return {"标题": draft.name, "名单原件": "\n".join(said.text for said in read.said())}


def choose_columns(
    draft: ListDraft,
    *,
    choices: Mapping[int, str],
    ground: str = "",
    sheet: str = "",
    by: Actor,
    at: datetime,
) -> ListDraft:
    """Keep what is done with each column; what shows more than usual needs a ground in law."""
    _allow(draft.organ_id, by)
    if sheet != draft.sheet:
        draft.sheet, choices = sheet[:100], {}
    plan = queries.plan(draft, localdate(at))
    if plan.loosened(choices) and not ground.strip():
        named = "、".join(each.column.heading for each in plan.loosened(choices))
        raise NotAllowed(f"要公示“{named}”，请写明依据：哪一个文件的哪一条要求公示这一项")
    draft.choices = {str(at): str(how) for at, how in plan.chosen(choices).items()}
    draft.ground, draft.at = ground.strip()[:300], at
    draft.save()
    return draft


def choices_of(draft: ListDraft) -> dict[int, str]:
    """Return what was chosen, by column."""
    return {int(at): how for at, how in draft.choices.items()}


def give_up_list(draft: ListDraft, *, by: Actor, at: datetime) -> None:
    """Forget a list that was begun, and its file."""
    stored = draft.file
    with transaction.atomic():
        _note(draft, "give_up", "放弃名单", by, at)
        draft.delete()
    files.forget(stored)


def forget_left_lists(*, by: Actor, at: datetime) -> int:
    """Forget every list that nobody went on with; return how many."""
    left = list(
        ListDraft.objects.filter(at__lt=at - GIVEN_UP).select_related("file").order_by("id")
    )
    for draft in left:
        give_up_list(draft, by=by, at=at)
    return len(left)


def start_list(draft: ListDraft, *, told: Told, by: Actor, at: datetime) -> Document:
    """Make the draft of the public list, seal its original, and register what was left out.

    Names the rule shows are answered for on its ground. Raises Unfit, NotAllowed, BadFile.
    """
    on = localdate(at)
    _judge_told(draft, told, on)
    plan = queries.plan(draft, on)
    table = public_table(plan, choices_of(draft))
    if not table.headings:
        raise NotAllowed("所有的列都不公示，名单是空的。请回到上一步看各列的处理")
    written = workbook(told.title, table.headings, table.rows, set(table.right))
    attached = f"{_NO_NAME.sub('', told.title)[:80]}.xlsx"
    stored = files.keep(BytesIO(written), name=attached, at=at)
    try:
        guard = kept_out(draft.organ_id, None, told.title, by=by, at=at)
        with guard, transaction.atomic():
            _refuse_done(draft)
            document = _started(draft, told, table, (attached, stored), by, at)
            _sealed(draft, document, plan, table, by, at)
            draft.delete()
    except Exception:
        files.forget(stored)
        raise
    return document


def _refuse_done(draft: ListDraft) -> None:
    """Lock the row: of two who press the button at once the second is refused."""
    if not ListDraft.objects.select_for_update().filter(pk=draft.pk).exists():
        raise NotAllowed("这份名单已经生成了稿件，或者已经放弃，请到“我起草的”里看")


def _judge_told(draft: ListDraft, told: Told, on: date) -> None:
    posting = queries.posting(draft, on)
    faults = {}
    if not told.title.strip():
        faults["title"] = "请填写标题"
    until, least, most = told.display_until, posting.until, posting.last
    if until is None:
        faults["display_until"] = "请填写公示到哪一天，过后自动撤下"
    elif least and until < least:
        faults["display_until"] = f"这类名单至少公示到{_day(least)}"
    elif most and until > most:
        faults["display_until"] = f"这类名单最多展示到{_day(most)}，到期要撤下"
    if faults:
        raise Unfit(faults)


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _started(
    draft: ListDraft, told: Told, table: PublicTable, file: tuple[str, StoredFile], by: Actor,
    at: datetime,
) -> Document:  # fmt: skip
    content = Content(
        title=told.title,
        body=body_of(table, purpose=told.purpose, until=told.display_until),
        formed_on=told.formed_on,
        display_until=told.display_until,
        objection_channel=told.objection_channel,
        column=draft.column,
        attachments=(file,),
    )
    note = f"由名单原件生成，共 {table.persons} 人"
    return start(
        organ=draft.organ, genre=Genre.LIST, content=content, by=by, at=at, note=note
    )  # fmt: skip


def _sealed(
    draft: ListDraft, document: Document, plan: Plan, table: PublicTable, by: Actor, at: datetime
) -> None:
    """Seal the file, answer for the names that are shown, register the columns that are not."""
    SealedOriginal.objects.create(
        document=document,
        list_kind=draft.list_kind,
        file=draft.file,
        name=draft.name,
        persons=table.persons,
        sealed_by_id=by.someone,
        sealed_at=at,
    )
    record(
        "disclosures.list.seal",
        label="封存名单原件",
        subject=document.reference,
        by=by,
        at=at,
        organ=document.organ_id,
        basis=NECESSARY,
        reason=draft.ground,
        detail={
            "kind": draft.list_kind,
            "persons": table.persons,
            "columns": {each.column.heading: choices_of(draft).get(each.column.at, each.usual)
                        for each in plan.columns},
        },
    )  # fmt: skip
    _answer_names(document, plan, table, by, at)
    for extent, rows in ((Extent.PART, table.dropped), (Extent.MASKED, table.masked)):
        for each in rows:
            screening.register(
                organ=document.organ_id,
                subject=document.reference,
                title=document.title,
                extent=extent,
                ground=PRIVACY,
                reason=each.reason,
                kind=each.heading[:32],
                number=each.number,
                by=by,
                at=at,
            )


def _answer_names(
    document: Document, plan: Plan, table: PublicTable, by: Actor, at: datetime
) -> None:
    """Answer for the names that the rule of the list shows, so that nobody does so one by one."""
    rule, organ = plan.rule, document.organ_id
    found = [f for f in screened.open_findings(document.reference) if f.text in table.names]
    names = [each for each in found if each.kind == "name"]
    if names:
        note = f"按{rule.name}的规则公示"
        screening.keep_all(names, ground=rule.ground, note=note, organ=organ, by=by, at=at)
    others = [each for each in found if each.kind != "name"]
    if others:
        note = f"是{rule.name}里本人的姓名，名单里的人都已成年"
        screening.dismiss_all(others, note=note, organ=organ, by=by, at=at)


def open_original(original: SealedOriginal, *, reason: str, by: Actor, at: datetime) -> StoredFile:
    """Break the seal to look: who, when and why is recorded. Returns the file."""
    _allow_reader(original, by)
    if original.file is None:
        raise NotAllowed("这份原件已经销毁")
    if not reason.strip():
        raise NotAllowed("请写明为什么要看原件")
    _note_original(original, "open", "查看封存的名单原件", reason, by, at)
    return original.file


def destroy_original(original: SealedOriginal, *, reason: str, by: Actor, at: datetime) -> None:
    """Destroy the file of a list that is no longer public (个人信息保护法第四十七条)."""
    _allow_reader(original, by)
    stored = original.file
    if stored is None:
        raise NotAllowed("这份原件已经销毁")
    if original.document.state not in OVER:
        raise NotAllowed("名单还在办理或者公示，撤下以后才能销毁原件")
    if not reason.strip():
        raise NotAllowed("请写明销毁的理由")
    with transaction.atomic():
        gone = {"file": None, "destroyed_by_id": by.someone, "destroyed_at": at}
        SealedOriginal.objects.filter(pk=original.pk).update(**gone)
        _note_original(original, "destroy", "销毁封存的名单原件", reason, by, at)
    files.forget(stored)


def _allow(organ: int, by: Actor) -> None:
    if Role.CLERK not in by.roles or organ not in by.organs or by.person is None:
        raise NotAllowed("您的岗位没有为这个机关起草名单的职责")


def _allow_reader(original: SealedOriginal, by: Actor) -> None:
    if not by.roles & READERS or original.document.organ_id not in by.organs:
        raise NotAllowed("您的岗位不能看这份原件")


def _note(draft: ListDraft, act: str, label: str, by: Actor, at: datetime) -> None:
    record(
        f"disclosures.list.{act}",
        label=label,
        subject=f"disclosures.listdraft:{draft.pk}",
        by=by,
        at=at,
        organ=draft.organ_id,
        basis=NECESSARY,
        detail={"kind": draft.list_kind},
    )


def _note_original(
    original: SealedOriginal, act: str, label: str, reason: str, by: Actor, at: datetime
) -> None:
    record(
        f"disclosures.original.{act}",
        label=label,
        subject=original.document.reference,
        by=by,
        at=at,
        organ=original.document.organ_id,
        basis=TAKE_DOWN,
        reason=reason,
        detail={"original": original.pk},
    )

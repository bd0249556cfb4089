"""Runs: big files wait for the clock, nobody signs meanwhile, a killed process is made up for."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from gongkai.clock.tick import tick
from gongkai.disclosures import operations
from gongkai.disclosures.operations import looking, parts
from gongkai.disclosures.operations.content import content_of
from gongkai.kernel import kept as store
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.law.screening_run import SILENT
from gongkai.law.secrecy import SecretFound
from gongkai.screening import access, queries
from gongkai.screening import operations as screening
from gongkai.screening.models import Run, RunPart, Stop
from gongkai.text.refusal import BadFile
from tests.disclosures.walks import AT, kept

pytestmark = pytest.mark.django_db
MOBILE = "13900001111"


LIST = f"姓名,电话\n甲,{MOBILE}\n".encode()


def files(*names, data=LIST):
    return tuple((name, kept(data + name.encode(), name)) for name in names)


@pytest.fixture
def document(office, in_background):
    return office.submitted(attachments=files("甲.csv", "乙.csv"))


def run():
    return Run.objects.order_by("-id").first()


def test_small_text_is_looked_through_when_it_is_kept(office):
    document = office.drafted(attachments=files("甲.csv"))
    assert (run().state, run().read, run().digest) == ("done", 2, document.draft.digest)
    assert str(run()) == f"{document.reference} 已检查 2/2"
    assert queries.open_findings(document.reference).count() == 1


def test_big_files_wait_for_the_clock_and_nobody_passes_meanwhile(office, document, capsys):
    assert (run().state, run().total, run().is_open) == ("waiting", 3, True)
    assert not queries.open_findings(document.reference).exists()
    with pytest.raises(NotAllowed, match="自动检查还没有查完"):
        office.pass_on(document)

    assert tick(AT) == []
    assert run().state == "waiting"
    call_command("look")
    assert capsys.readouterr().out == "检查了一份大文件\n"
    call_command("look")
    assert capsys.readouterr().out == ""
    assert (run().state, run().read, RunPart.objects.count()) == ("done", 3, 0)
    finding = queries.open_findings(document.reference).get()
    assert (finding.place, finding.count) == ("附件“甲.csv”B2单元格、附件“乙.csv”B2单元格", 2)
    acts = list(Entry.objects.filter(subject=run().reference).order_by("id").values_list("act"))
    assert acts == [("screening.run.queue",), ("screening.run.begin",), ("screening.run.finish",)]
    assert operations.screen_next(by=CLOCK, at=AT) is False


def test_killed_process_is_made_up_for_where_it_stopped(office, document, monkeypatch):
    read = []
    real = looking._part

    def dying(name, attached, version):
        read.append(name)
        if len(read) == 2:
            raise KeyboardInterrupt
        return real(name, attached, version)

    monkeypatch.setattr(looking, "_part", dying)
    with pytest.raises(KeyboardInterrupt):
        operations.screen_next(by=CLOCK, at=AT)
    assert (run().state, run().read) == ("running", 1)
    assert operations.screen_next(by=CLOCK, at=AT + timedelta(minutes=1)) is False

    assert operations.screen_next(by=CLOCK, at=AT + SILENT) is True
    assert (run().state, run().attempts) == ("done", 2)
    assert read == ["标题和正文", "附件“甲.csv”", "附件“甲.csv”", "附件“乙.csv”"]


def test_text_that_kills_its_reader_again_and_again_is_given_up(office, document, monkeypatch):
    def dying(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr(looking, "_part", dying)
    for n in range(3):
        with pytest.raises(KeyboardInterrupt):
            operations.screen_next(by=CLOCK, at=AT + n * SILENT)
    assert operations.screen_next(by=CLOCK, at=AT + 3 * SILENT) is False
    assert run().state == "failed"
    assert "中断了几次" in run().error


@pytest.mark.parametrize(
    ("fault", "words"), [(ValueError("x"), "ValueError"), (None, "附件“甲.csv”打不开")]
)
def test_failure_is_a_sentence_and_is_tried_again(office, document, monkeypatch, fault, words):
    def failing(*given):
        raise fault or BadFile("文件损坏")

    with monkeypatch.context() as patched:
        patched.setattr(parts, "read_document", failing)
        operations.screen_next(by=CLOCK, at=AT)
    assert run().state == "failed"
    assert words in run().error
    with pytest.raises(NotAllowed, match="人工确认"):
        office.pass_on(document)

    screening.retry(run(), by=office.clerk, at=AT)
    assert (run().state, run().attempts, run().error) == ("waiting", 0, "")
    operations.screen_next(by=CLOCK, at=AT)
    assert run().state == "done"


def test_somebody_stands_for_it_by_hand(office, document):
    with pytest.raises(NotAllowed, match="您看过哪些内容"):
        screening.confirm_by_hand(run(), reason=" ", by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="没有检查这份稿件"):
        screening.confirm_by_hand(run(), reason="看过", by=office.actor("马审"), at=AT)
    done = screening.confirm_by_hand(run(), reason="两份附件逐行看过", by=office.checker, at=AT)
    assert (done.state, done.confirmed_by_id) == ("confirmed", office.checker.person)
    assert office.pass_on(document).state == "signing"
    assert not queries.open_run(document.reference)


def test_run_confirmed_while_it_runs_keeps_what_the_person_said(office, document, monkeypatch):
    real = looking._part

    def overtaken(name, attached, version):
        if name != parts.FIELDS:
            screening.confirm_by_hand(run(), reason="看过了", by=office.checker, at=AT)
        return real(name, attached, version)

    monkeypatch.setattr(looking, "_part", overtaken)
    assert operations.screen_next(by=CLOCK, at=AT) is True
    assert run().state == "confirmed"


def test_run_overtaken_at_its_very_end(office, document, monkeypatch):
    def overtaken(run, **given):
        raise NotAllowed("别人刚刚办理了")

    monkeypatch.setattr(screening, "finish", overtaken)
    assert operations.screen_next(by=CLOCK, at=AT) is True


def test_part_that_is_kept_already_is_not_counted_twice(office, document):
    taken = screening.take_next(by=CLOCK, at=AT)
    assert screening.keep_part(taken, 1, [], at=AT)
    assert screening.keep_part(taken, 1, [], at=AT)
    assert run().read == 1


def test_of_two_processes_one_takes_a_run_up(office, document, monkeypatch):
    real = looking.screening.looking.carry_out

    def overtaken(run, step, **given):
        monkeypatch.undo()
        assert screening.take_next(by=CLOCK, at=AT).pk == run.pk
        return real(run, step, **given)

    monkeypatch.setattr("gongkai.screening.operations.looking.carry_out", overtaken)
    assert screening.take_next(by=CLOCK, at=AT) is None
    assert run().attempts == 1


def test_new_text_supersedes_the_run_over_the_old(office, in_background):
    document = office.drafted(attachments=files("甲.csv"))
    content = office.content()
    operations.write(document, content=content, seen=1, by=office.clerk, at=AT)
    states = list(Run.objects.order_by("id").values_list("state", flat=True))
    assert states == ["superseded", "done"]


def test_run_whose_text_is_gone_ends(office, document):
    taken = Run.objects.filter(pk=run().pk)
    taken.update(digest="0" * 64)
    assert operations.screen_next(by=CLOCK, at=AT) is True
    assert run().state == "superseded"


def test_newer_rules_look_again_before_a_signature(office, monkeypatch):
    document = office.checked()
    before = queries.edition_of(document.organ_id)
    monkeypatch.setattr("gongkai.screening.queries.wording.PERSONAL", "2027.1")
    operations.sign(document, by=office.signer, at=AT)
    after = queries.edition_of(document.organ_id)
    assert after.startswith("2027.1·")
    assert [r.edition for r in Run.objects.order_by("id")] == [before, after]


def test_text_from_before_there_were_runs_is_looked_through_first(office):
    document = office.reviewed(office.submitted())
    run().delete()
    operations.pass_check(document, by=office.checker, at=AT)
    assert run().state == "done"


def test_mark_of_secrecy_in_a_big_file_fails_the_run_and_blocks(office, in_background):
    document = office.submitted(attachments=files("函.csv", data="秘密★1年\n".encode()))
    operations.screen_next(by=CLOCK, at=AT)
    assert run().state == "failed"
    stop = Stop.objects.get()
    assert (stop.subject, stop.level, stop.place) == (document.reference, "秘密", "附件")
    screening.confirm_by_hand(run(), reason="看过", by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="发现过密级标志"):
        office.pass_on(document)
    screening.clear(stop, reason="县保密局答复不涉密", by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="与审查、签发时的文本不一致"):
        office.pass_on(document)
    files("函.csv", data="秘密★1年\n".encode())
    assert office.pass_on(document).state == "signing"


def test_bytes_with_a_mark_of_secrecy_go_from_the_disk_and_are_asked_for_again(
    office, in_background
):
    data = "秘密★1年\n".encode()
    document = office.drafted(attachments=files("函.csv", data=data))
    (attachment,) = document.draft.attachments.all()
    operations.screen_next(by=CLOCK, at=AT)
    assert not store.path_of(attachment.file.sha256).exists()
    assert not store.verify(attachment.file)
    content = content_of(document.draft)
    with pytest.raises(NotAllowed, match="已经从系统清除"):
        parts.part_of(attachment)
    operations.write(document, content=content, seen=1, by=office.clerk, at=AT)
    operations.screen_next(by=CLOCK, at=AT)
    assert "已经从系统清除" in run().error


def test_bytes_that_are_public_already_stay_until_people_have_decided(office, monkeypatch):
    document = office.published(attachments=files("函.csv", data="一般内容\n".encode()))
    (attachment,) = document.live.attachments.all()
    found = SecretFound("秘密", "附件")
    with (
        pytest.raises(SecretFound),
        looking.kept_out(document.organ_id, document, "函", by=office.clerk, at=AT),
    ):
        raise parts.SecretInFile(found, attachment.file)
    assert store.verify(attachment.file)


def test_one_subject_has_one_open_run(office, document):
    copy = run()
    copy.pk = None
    with pytest.raises(IntegrityError):
        copy.save(force_insert=True)


def test_unknown_run_is_not_there(document):
    assert access.run(document.reference, run().pk) == run()
    assert str(RunPart.objects.first()) == "标题和正文"
    with pytest.raises(Run.DoesNotExist):
        access.run("disclosures.document:0", run().pk)

"""Signing, withholding, the emergency path; three people; one changed byte."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.disclosures import operations
from gongkai.disclosures.models import Attachment, Document, Signature, Version
from gongkai.disclosures.operations.signing import NotThreePeople
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.kept import path_of
from gongkai.law.procedure import NotAllowed
from gongkai.organs import operations as organs
from tests.disclosures.walks import AT, HOUR, kept

pytestmark = pytest.mark.django_db


def test_sign_binds_the_digest_of_text_and_attachments(office):
    document = office.signed(attachments=(("表.csv", kept()),))

    signature = document.signatures.get(act="sign")
    assert document.state == "scheduled"
    assert signature.digest == document.draft.digest
    assert (signature.person_name, signature.post_name) == ("王主任", "镇长")
    assert document.publish_at == AT


def test_scheduled_time_is_kept_and_never_lies_in_the_past(office):
    wanted = AT + timedelta(days=2)
    later = operations.sign(office.checked(), by=office.signer, at=AT, publish_at=wanted)
    past = operations.sign(
        office.checked(title="乙"), by=office.signer, at=AT, publish_at=AT - timedelta(days=3)
    )

    assert later.publish_at == wanted
    assert past.publish_at == AT


def test_drafter_and_checker_cannot_sign(office):
    document = office.checked()
    for name, sentence in (("李办", "不能由您本人签发"), ("赵审", "不能再由您本人签发")):
        organs.appoint(
            office.county.posts["镇长"],
            person=office.county.people[name],
            since=AT.date(),
            by=office.county.founder,
            at=AT,
        )
        with pytest.raises(NotAllowed, match=sentence):
            operations.sign(document, by=office.actor(name), at=AT)


@pytest.mark.parametrize(
    "pair", [("checker", "drafter"), ("signer", "drafter"), ("signer", "checker")]
)
def test_database_refuses_two_roles_in_one_hand_even_to_a_superuser(office, pair):
    document = office.signed()
    to, of = pair

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(
            **{f"{to}_id": getattr(document, f"{of}_id")}
        )


def test_three_people_hold_even_where_the_facts_err(office, monkeypatch):
    """If a guard were wrong, the constraint still speaks, in a sentence."""
    document = office.checked()
    facts = "gongkai.disclosures.models.facts.StoredFacts"
    monkeypatch.setattr(f"{facts}.actor_checked", False)
    monkeypatch.setattr(f"{facts}.actor_in_turn", True)
    organs.appoint(
        office.county.posts["镇长"],
        person=office.county.people["赵审"],
        since=AT.date(),
        by=office.county.founder,
        at=AT,
    )
    with pytest.raises(NotThreePeople, match="三个不同的人"):
        operations.sign(document, by=office.checker, at=AT)


def test_check_by_the_drafter_is_refused_by_the_constraint_too(office, monkeypatch):
    document = office.submitted()
    facts = "gongkai.disclosures.models.facts.StoredFacts"
    monkeypatch.setattr(f"{facts}.actor_wrote", False)
    organs.appoint(
        office.county.posts["分管副镇长"],
        person=office.county.people["李办"],
        since=AT.date(),
        by=office.county.founder,
        at=AT,
    )
    document = office.reviewed(document, by=office.clerk)
    with pytest.raises(NotAllowed, match="三个不同的人"):
        operations.pass_check(document, by=office.clerk, at=AT)


def test_pass_without_a_signing_post_is_refused(office, monkeypatch):
    document = office.reviewed(office.submitted())
    empty = organs_chain_without_sign(office)
    monkeypatch.setattr("gongkai.organs.queries.chain", lambda organ, on: empty)

    with pytest.raises(NotAllowed, match="没有签发岗位"):
        operations.pass_check(document, by=office.checker, at=AT)


def organs_chain_without_sign(office):
    from gongkai.organs.queries import Chain, chain

    return Chain(checks=chain(office.county.liuxi, AT.date()).checks, sign=None)


def test_return_from_sign_asks_for_a_new_check(office):
    document = operations.return_from_sign(
        office.checked(), reason="措辞不妥", by=office.signer, at=AT
    )

    assert (document.state, document.checker, document.returned_reason) == (
        "drafting",
        None,
        "措辞不妥",
    )


def test_withholding_is_signed_on_a_coded_ground_and_reassessed(office):
    closed = {"attribute": "closed", "ground": "N15", "ground_reason": "含投标人的商业秘密"}
    document = office.checked(**closed)
    with pytest.raises(NotAllowed, match="不能签发上网"):
        operations.sign(document, by=office.signer, at=AT)

    document = operations.sign_withholding(document, by=office.signer, at=AT)
    assert document.state == "withheld"
    assert document.signatures.filter(act="withhold").count() == 1

    document = operations.reassess(document, by=office.clerk, at=AT)
    assert (document.state, document.signer) == ("drafting", None)


def test_withholding_without_ground_cannot_be_submitted(office):
    with pytest.raises(NotAllowed, match="法定理由"):
        office.submitted(attribute="closed")


def change_a_byte_of_the_text(document):
    """What a manipulated database would look like: the guard trigger is put aside first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER disclosures_version_no_UPDATE")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE disclosures_version DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE disclosures_version SET body = %s WHERE id = %s",
            ["<p>定于下周二检修。</p>", document.draft_id],
        )


def change_a_byte_of_the_file(document):
    path = path_of(document.draft.attachments.get().file.sha256)
    path.chmod(0o600)
    path.write_bytes(b"a,b\n1,3\n")


def lose_the_file(document):
    path_of(document.draft.attachments.get().file.sha256).unlink()


@pytest.mark.parametrize(
    "tamper", [change_a_byte_of_the_text, change_a_byte_of_the_file, lose_the_file]
)
def test_one_changed_byte_voids_the_signature_and_says_why(office, tamper):
    document = office.signed(attachments=(("表.csv", kept()),))
    tamper(document)

    with pytest.raises(NotAllowed, match="签名失效"):
        operations.publish(document, by=CLOCK, at=AT)

    document.refresh_from_db()
    assert document.state == "drafting"
    assert "签名失效" in document.returned_reason
    assert not document.is_public


def test_one_changed_byte_stops_the_signer(office):
    document = office.checked(attachments=(("表.csv", kept()),))
    change_a_byte_of_the_file(document)

    with pytest.raises(NotAllowed, match="签名失效"):
        operations.sign(document, by=office.signer, at=AT)


@pytest.mark.parametrize("table", [Version, Attachment, Signature])
def test_what_a_signature_binds_cannot_be_changed_or_deleted(office, table):
    office.signed(attachments=(("表.csv", kept()),))

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.order_by("id").update(id=99)
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.all()._raw_delete("default")


def test_express_by_the_checker_is_countersigned_by_the_signer(office):
    document = operations.express(
        office.drafted("warning"), reason="洪水", by=office.checker, at=AT
    )
    assert document.state == "scheduled"
    operations.publish(document, by=CLOCK, at=AT)
    document.refresh_from_db()
    assert document.countersign_open

    with pytest.raises(NotAllowed, match="还缺“签发”岗位的补签"):
        operations.countersign(document, by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="请先补签"):
        operations.begin_correction(document, reason="改", by=office.clerk, at=AT)
    document = operations.countersign(document, by=office.signer, at=AT + HOUR)

    assert not document.countersign_open
    assert (document.checker.name, document.signer.name) == ("赵审", "王主任")
    assert [s.act for s in document.signatures.order_by("id")] == ["express", "countersign"]


def test_express_by_the_signer_is_countersigned_by_the_checker(office):
    document = operations.express(office.submitted(), reason="洪水", by=office.signer, at=AT)
    operations.publish(document, by=CLOCK, at=AT)
    document.refresh_from_db()

    document = operations.countersign(document, by=office.checker, at=AT)
    assert (document.checker.name, document.signer.name) == ("赵审", "王主任")


def test_who_decided_the_express_publication_cannot_countersign(office):
    organs.appoint(
        office.county.posts["镇长"],
        person=office.county.people["赵审"],
        since=AT.date(),
        by=office.county.founder,
        at=AT,
    )
    both = office.actor("赵审")
    document = operations.express(office.drafted(), reason="洪水", by=both, at=AT)
    operations.publish(document, by=CLOCK, at=AT)
    document.refresh_from_db()

    with pytest.raises(NotAllowed, match="另一人补签"):
        operations.countersign(document, by=both, at=AT)


def test_express_needs_a_reason_and_a_second_person(office):
    document = office.drafted()
    with pytest.raises(NotAllowed, match="写明理由"):
        operations.express(document, reason="", by=office.checker, at=AT)
    organs.appoint(
        office.county.posts["分管副镇长"],
        person=office.county.people["李办"],
        since=AT.date(),
        by=office.county.founder,
        at=AT,
    )
    with pytest.raises(NotAllowed, match="不能由您本人签发"):
        operations.express(document, reason="洪水", by=office.clerk, at=AT)

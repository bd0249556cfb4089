"""The smallest case: a paper that is written, handed in and done. Its table is a test's own."""

from datetime import UTC, datetime
from types import SimpleNamespace

from django.db import models

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import Case
from gongkai.law.procedure import Procedure, Step
from gongkai.law.roles import Role

AT = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
BASIS = "《政府信息公开条例》第十七条"
CLERK = Actor(person=11, name="李办", roles=frozenset({Role.CLERK}), organ=1)
SIGNER = Actor(person=13, name="王主任", roles=frozenset({Role.SIGNER}), organ=1)

PROCEDURE = Procedure(
    name="papers.paper",
    title="文稿",
    states={"drafting": "起草中", "signing": "待签发", "done": "已办结"},
    initial="drafting",
    final=frozenset({"done"}),
    steps=(
        Step(
            "submit", "送审", ("drafting",), "signing", CLERK.roles, BASIS,
            needs=((lambda facts: facts.titled, "请先填写标题"),),
        ),
        Step("note", "补正", ("drafting",), "drafting", CLERK.roles, BASIS),
        Step(
            "return", "退回修改", ("signing",), "drafting", SIGNER.roles, BASIS,
            needs=((lambda facts: facts.reason, "请写明理由"),),
        ),
        Step("sign", "签发", ("signing",), "done", SIGNER.roles, BASIS, clock="end"),
    ),
)  # fmt: skip

TABLE = """
CREATE TABLE papers_paper (
  id bigint PRIMARY KEY, state varchar(32) NOT NULL, revision integer NOT NULL,
  title varchar(64) NOT NULL, keeper bigint NULL
)
"""


class Paper(Case):
    """A case of the application `papers`, which is not installed anywhere."""

    procedure = PROCEDURE

    id = models.BigIntegerField(primary_key=True)
    title = models.CharField(max_length=64)
    keeper = models.BigIntegerField(null=True)

    class Meta:
        app_label = "papers"

    def facts(self, by, at, reason=""):
        return SimpleNamespace(titled=bool(self.title), reason=reason, by=by, at=at)

    @property
    def ledger_organ(self):
        return self.keeper

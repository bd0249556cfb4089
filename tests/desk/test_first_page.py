"""The first page asks a fixed number of questions, however much there is to do."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.kernel import kept as kept_files
from tests.disclosures.walks import AT, kept

pytestmark = pytest.mark.django_db


def asked(client, address="/desk/"):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in seen]


def more(office, word=""):
    for n in range(3):
        office.drafted(title=f"起草{word}{n}")
        office.submitted(title=f"待审{word}{n}")
        office.checked(title=f"待签{word}{n}", attachments=(("表.csv", kept()),))
        over = AT.date() - timedelta(days=1)
        office.published("list", title=f"公示{word}{n}", display_until=over)


# Session, account with its person; absences, posts, the organs above a department and those in
# sight, hand-overs; the calendar; three lists; texts kept out and the register; the document that
# is opened, its history. The rest is what the procedure asks about that document.
@pytest.mark.parametrize(("name", "count"), [("李办", 17), ("赵审", 24), ("王主任", 24)])
def test_first_page_asks_a_fixed_number_of_questions(office, every_state, at_desk, name, count):
    more(office)
    client = at_desk(name)
    client.get("/desk/")
    first = asked(client)
    assert len(first) == count, "\n".join(first)

    more(office, "又")
    assert len(asked(client)) == count


@pytest.mark.parametrize(
    ("name", "state", "count"),
    [("李办", "drafting", 24), ("赵审", "checking", 24), ("王主任", "signing", 24)],
)
def test_each_kind_of_work_asks_what_its_steps_need(every_state, at_desk, name, state, count):
    client, address = at_desk(name), f"/desk/?doc={every_state[state].pk}"
    client.get(address)

    found = asked(client, address)
    assert len(found) == count, "\n".join(found)


@pytest.mark.parametrize("name", ["李办", "赵审", "王主任"])
def test_looking_twice_within_a_minute_writes_nothing(office, at_desk, name):
    client = at_desk(name)
    client.get("/desk/")

    assert [sql for sql in asked(client) if not sql.startswith("SELECT")] == []


def test_looking_again_after_a_minute_prolongs_the_session(office, at_desk):
    client = at_desk("李办")
    first = client.get("/desk/").cookies["sessionid"]
    assert "sessionid" not in client.get("/desk/").cookies
    with time_machine.travel(AT + timedelta(minutes=1), tick=False):
        second = client.get("/desk/").cookies["sessionid"]
    assert first["max-age"] == second["max-age"] == 31 * 60

    with time_machine.travel(AT + timedelta(minutes=33), tick=False):
        assert client.get("/desk/").status_code == 302


def test_page_of_a_signer_reads_a_file_once(office, at_desk, monkeypatch):
    data = kept(b"1,2\n3,4\n")
    office.checked(title="待签", attachments=(("表.csv", data),))
    read = []
    real = kept_files.digest_of
    monkeypatch.setattr(kept_files, "digest_of", lambda file: read.append(file.name) or real(file))
    client = at_desk("王主任")
    client.get("/desk/")
    client.get("/desk/")
    assert len(read) == 1

    kept_files.path_of(data.sha256).write_bytes(b"1,2\n3,5\n")
    assert "签名失效" in client.get("/desk/").content.decode()

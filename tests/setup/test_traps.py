"""The traps of conftest.py catch what they are there to catch."""

import os
import socket
import subprocess
import sys

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.template import engines

from gongkai.organs.models import Account
from tests import traps


def test_network_is_refused():
    with socket.socket() as line, pytest.raises(traps.NetworkUsed):
        line.connect(("192.0.2.1", 80))
    with pytest.raises(traps.NetworkUsed):
        socket.getaddrinfo("example.org", 80)


def test_loopback_is_allowed():
    with socket.socket() as server, socket.socket() as line:
        server.bind(("127.0.0.1", 0))
        server.listen()
        line.connect(server.getsockname())


def test_unknown_template_variable_raises():
    template = engines["django"].from_string("{{ title }}")
    assert template.render({"title": "公告"}) == "公告"
    with pytest.raises(traps.UnknownTemplateVariable, match="title"):
        template.render({"titel": "公告"})


def test_unknown_template_variable_raises_after_engines_were_built_anew(settings):
    settings.DEBUG = not settings.DEBUG
    test_unknown_template_variable_raises()


def test_unordered_slice_is_refused():
    with pytest.raises(traps.UnorderedSlice):
        Account.objects.order_by()[:3]
    assert not Account.objects.order_by("pk")[:3].query.is_empty()


@pytest.mark.parametrize(
    "sql", ['INSERT INTO "x" VALUES (1)', "update x set a = 1", "DELETE FROM x"]
)
def test_writing_is_refused_while_reading(sql):
    with pytest.raises(traps.WroteWhileReading):
        traps.refuse_writes(lambda *_: None, sql)


@pytest.mark.django_db
def test_reading_wrapper_lets_the_session_through():
    with connection.execute_wrapper(traps.refuse_writes):
        assert Session.objects.filter(session_key="none").delete() == (0, {})


@pytest.mark.django_db
def test_marked_test_goes_to_postgres_as_well(request):
    assert "database" in request.node.keywords


def test_test_that_asks_for_rows_goes_to_postgres_as_well(db, request):
    assert "database" in request.node.keywords


def test_test_without_rows_stays_away_from_postgres(request):
    assert "database" not in request.node.keywords


def test_missing_browser_stops_a_run_that_must_have_one(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/setup/test_traps.py", "--co", "-q"],
        env={**os.environ, "CI": "true", "GONGKAI_BROWSER": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 4
    assert "没有找到 Chromium" in run.stderr

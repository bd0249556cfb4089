"""Migrations say what the models say, in one line without branches."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.source import PACKAGE

OWN = sorted(
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("gongkai.") and (PACKAGE / config.label / "migrations").is_dir()
)


@pytest.mark.django_db
def test_models_have_their_migrations():
    said = io.StringIO()
    try:
        call_command("makemigrations", *OWN, check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"makemigrations:\n{said.getvalue()}", pytrace=False)


@pytest.mark.parametrize("label", OWN)
def test_migrations_are_linear(label):
    graph = MigrationLoader(None).graph
    assert len(graph.leaf_nodes(label)) <= 1
    numbers = sorted(name[:4] for app, name in graph.nodes if app == label)
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("label", OWN)
def test_every_model_package_has_migrations(label):
    has_models = bool(list(apps.get_app_config(label).get_models()))
    made = list((PACKAGE / label / "migrations").glob("0001_*.py"))
    assert bool(made) is has_models

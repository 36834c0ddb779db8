"""The papers of the demo's council, read once."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.demo.clock import FIRST_MORNING
from bot.demo.council import fill
from storage.database import Database
from storage.reporting.asked import plans_of
from storage.reporting.contents import paper
from storage.reporting.paper import Paper
from storage.views import Moment


@pytest.fixture(scope="session")
def demo_papers(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Paper]:
    """By their titles, as of the demo's open round."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(blank, path)
    database = Database(f"sqlite:///{path}")
    fill(database)
    moment = Moment(FIRST_MORNING, FIRST_MORNING.date())
    choices = database.read_now(plans_of, person=None)
    found = {one.title: database.read_now(paper, person=None, moment=moment, plan_id=one.plan_id) for one in choices}
    database.close()
    return found

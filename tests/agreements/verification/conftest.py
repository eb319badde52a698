"""What the tests of the yearly review begin with."""

import pytest

from tests.agreements.verification.rounds import make_world


@pytest.fixture
def world(db):
    """Dyrøy's task, the schemes, and all the tasks."""
    tasks, schemes = make_world()
    return tasks["Dyrøy"], schemes, tasks

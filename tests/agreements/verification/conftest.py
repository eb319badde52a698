"""What the tests of the yearly review begin with."""

import pytest

from tests.agreements.verification.rounds import make_world
from tests.makers import make_user


@pytest.fixture
def world(kept):
    """Dyrøy's task, the schemes, and all the tasks."""
    tasks, schemes = kept(make_world)
    return tasks["Dyrøy"], schemes, tasks


@pytest.fixture
def desk(kept):
    """The tasks, the schemes, and the case officer who decides."""
    tasks, schemes = kept(make_world)
    return tasks, schemes, make_user(username="hun")

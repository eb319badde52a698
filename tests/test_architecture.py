"""The floors: who may import whom, and how big things may be. Read from the source with `ast`, so nothing escapes it."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("registry", "municipalities", "agreements")

# A module may import its own room and rooms on lower floors. Rooms on one floor never import each other.
FLOORS = (
    ("registry", "agreements.legal_forms"),
    ("municipalities.selection",),
    ("municipalities",),
    ("agreements.models", "agreements.migrations"),
    ("agreements.findings", "agreements.freshness"),
    ("agreements.statistics",),  # below the filters: the list opens the schemes behind a figure
    (
        "agreements.actions",
        "agreements.filters",
        "agreements.columns",
        "agreements.deadlines",
        "agreements.matching",
        "agreements.maps",
    ),
    ("agreements.reports",),  # below page and API: both, the command too, answer with the same sheets
    ("agreements.verification", "agreements.imports", "agreements.browse", "agreements.api", "agreements.templatetags"),
    ("agreements.admin", "agreements.management"),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS, start=1) for room in rooms}
NO_ROOM = {"agreements", "agreements.apps"}  # the package and what Django starts it by; they import nothing of ours
GETTEXT, FOLDING = "django.utils.translation", "registry.search"
PURE = {"agreements.legal_forms": {GETTEXT}, "municipalities.selection": {GETTEXT, FOLDING}}
ONLY_IN = {"openpyxl": ("registry.excel",), "rest_framework": ("agreements.api",)}

TOP = {
    "manage.py",
    *APPS,
    "templates",
    "fixtures",
    "tests",
    "pyproject.toml",
    "README.md",
    "requirements.lock",
    "requirements-dev.lock",
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "services", "service", "misc"}
FILE_LINES, FUNCTION_LINES = 300, 40


def module_name(path):
    """agreements/models/agreement.py → agreements.models.agreement"""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
TREES = {module_name(path): ast.parse(path.read_text()) for path in PATHS}
ALL_PATHS = [*PATHS, *sorted((ROOT / "tests").rglob("*.py"))]


def imported(tree):
    """Every module named in an import, `from a import b` as a.b when that is a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{a.name}" if f"{node.module}.{a.name}" in TREES else node.module for a in node.names)


def room_of(module):
    """The innermost room the module lies in."""
    rooms = [room for room in FLOOR_OF if module == room or module.startswith(f"{room}.")]
    return max(rooms, key=len, default=None)


def ours(module):
    return module.split(".")[0] in APPS


def test_every_module_lies_in_a_room():
    assert [module for module in TREES if module not in NO_ROOM and room_of(module) is None] == []


def test_modules_import_downwards_only_and_never_a_peer():
    wrong = []
    for module, tree in TREES.items():
        room = room_of(module)
        for target in filter(ours, imported(tree)):
            other = room_of(target)
            if module in NO_ROOM or (room != other and FLOOR_OF[other] >= FLOOR_OF[room]):
                wrong.append(f"{module} imports {target}")
    assert wrong == []


def test_pure_rooms_import_only_the_standard_library_gettext_and_themselves():
    wrong = [
        f"{module} imports {target}"
        for module, tree in TREES.items()
        if room_of(module) in PURE
        for target in imported(tree)
        if (ours(target) and room_of(target) != room_of(module) or target.startswith("django"))
        and target not in PURE[room_of(module)]
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle():
    graph = {module: {t for t in imported(tree) if t in TREES and t != module} for module, tree in TREES.items()}
    # Importing a submodule runs its package's __init__, which is not a circle of its own: look at the submodule.
    left = dict(graph)
    while free := [module for module, targets in left.items() if not targets & left.keys()]:
        for module in free:
            del left[module]
    assert left == {}


@pytest.mark.parametrize(("library", "places"), ONLY_IN.items())
def test_a_library_lives_in_one_place(library, places):
    users = {module for module, tree in TREES.items() if any(t.split(".")[0] == library for t in imported(tree))}
    assert {user for user in users if not user.startswith(places)} == set()


def test_no_import_is_relative_starred_or_inside_a_function():
    wrong = []
    for path in ALL_PATHS:
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.level or any(alias.name == "*" for alias in node.names)):
                wrong.append(f"{path}:{node.lineno}")
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                wrong += [f"{path}:{n.lineno}" for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert wrong == []


def test_no_signals_of_our_own():
    assert [module for module, tree in TREES.items() if any("signals" in target for target in imported(tree))] == []


def test_files_and_functions_are_short():
    long = []
    for path in ALL_PATHS:
        if path.parent.name == "migrations":
            continue
        text = path.read_text()
        if (lines := text.count("\n")) > FILE_LINES:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > FUNCTION_LINES:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines")
    assert long == []


def test_no_file_is_a_drawer_for_odds_and_ends():
    assert [str(path) for path in ALL_PATHS if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES] == []


def test_the_top_level_holds_what_it_should_and_nothing_else():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in found if not name.startswith(".")} == TOP

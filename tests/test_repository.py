"""The repository itself: migrations, templates, locks, and nothing left over from any one machine."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template import engines
from django.template.library import import_library
from django.template.utils import get_app_template_dirs

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
BY_NAME = {path.relative_to(ROOT / "templates").as_posix(): path for path in TEMPLATES}
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}  # rendered by name, by Django and allauth
LOCKS = ("requirements.lock", "requirements-dev.lock")
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)
PATHS_OF_A_MACHINE = re.compile(r"(?<![\w.:])/(home|root|opt|Users|work|mnt)/\w|\.\./shared|localhost:\d+/(simple|pypi)")


@cache
def tracked():
    """Every file of the repository, as text by its path."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for path in paths
        if path.exists() and path.suffix not in {".mo", ".png"}
    }


def ids(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.django_db
def test_the_models_have_the_migrations_they_need():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_by_hand():
    names = [path.stem for path in ROOT.glob("*/migrations/0*.py")]
    assert names
    assert [name for name in names if not re.fullmatch(r"0001_initial|\d{4}_(?!auto_)[a-z]\w+", name)] == []


def test_every_template_is_used():
    text = "\n".join(content for name, content in tracked().items() if name.endswith((".py", ".html", ".txt", ".svg")))
    overrides = {name for name in BY_NAME if any((folder / name).exists() for folder in get_app_template_dirs("templates"))}
    by_admin = {name for name in BY_NAME if re.fullmatch(r"admin/\w+/(\w+/)?(change_form|change_list|submit_line)\.html", name)}
    unused = {name for name in BY_NAME if f'"{name}"' not in text and f"'{name}'" not in text}
    assert unused - BY_DJANGO - overrides - by_admin == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_template_keeps_to_the_strict_content_security_policy(path):
    text = COMMENT.sub("", path.read_text())
    assert not re.search(r"\sstyle\s*=", text), "style= is blocked"
    assert not re.search(r"<style[\s>]", text), "a style element is blocked"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "an inline script is blocked"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "an inline handler is blocked"
    assert not re.search(r"(src|href)\s*=\s*[\"'](javascript|data):", text), "such an address is blocked"


def test_a_moment_is_written_by_the_one_format_there_is_for_it():
    assert [name for name, path in BY_NAME.items() if re.search(r"""date:["'][^"']*Y[^"']*[HGi]""", path.read_text())] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_template_loads_only_what_it_uses(path):
    text = COMMENT.sub("", path.read_text())
    used = set(re.findall(r"{%-?\s*(\w+)", text)) | set(re.findall(r"\|\s*(\w+)", text))
    libraries = engines["django"].engine.libraries
    for loaded in re.findall(r"{%\s*load\s+([^%]+?)\s*%}", text):
        if " from " in loaded:
            names = set(loaded.split(" from ")[0].split())
            assert names <= used, f"{loaded}: not all used"
            continue
        for name in loaded.split():
            library = import_library(libraries[name])
            assert used & {*library.tags, *library.filters}, f"{name} is loaded and not used"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"https?://", text)
    assert "file:" not in text
    packages = re.split(r"\n(?=\S)", text)
    packages = [package for package in packages if not package.startswith("#")]
    assert packages
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package or "==" not in package] == []


def test_the_development_lock_holds_the_same_versions_as_the_one_for_running():
    run, development = (set(re.findall(r"^([\w.\-\[\]]+==\S+)", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS)
    assert run - development == set()


def test_no_file_speaks_of_a_path_on_one_machine():
    found = {name: match[0] for name, text in tracked().items() if (match := PATHS_OF_A_MACHINE.search(text))}
    found.pop("tests/test_repository.py", None)
    assert found == {}

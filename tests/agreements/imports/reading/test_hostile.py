"""Hostile files: refused in clear words, in two seconds and 200 MB, and nothing of them is run, fetched or expanded."""

import json
import os
import subprocess
import sys

import pytest

from tests.agreements.imports.reading.hostile import hostile_files

SECONDS, MEGABYTES = 2, 200


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What came of each file, by its name."""
    folder, names = tmp_path_factory.mktemp("hostile"), {}
    for number, (name, file_name, data, word) in enumerate(hostile_files()):
        (folder / f"{number:03}-{file_name}").write_bytes(data)
        names[f"{number:03}-{file_name}"] = (name, word)
    command = [sys.executable, "-m", "tests.agreements.imports.reading.measured", str(folder)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "registry.settings", "SECRET_KEY": "x"}
    lines = subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [path for path, *_rest in found] == sorted(names), "a file ended the process that read it"
    return [(*names[path], words, seconds, megabytes) for path, words, seconds, megabytes in found]


def test_every_one_is_refused_in_words_that_tell_what_it_is(outcomes):
    assert [(name, words) for name, word, words, _seconds, _megabytes in outcomes if word not in words or not words] == []


def test_none_takes_more_than_two_seconds(outcomes):
    assert {name: seconds for name, _word, _words, seconds, _megabytes in outcomes if seconds > SECONDS} == {}


def test_none_takes_more_than_200_megabytes(outcomes):
    assert {name: megabytes for name, _word, _words, _seconds, megabytes in outcomes if megabytes > MEGABYTES} == {}

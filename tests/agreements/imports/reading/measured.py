"""Reads files, each in a process of its own, and tells of each what came of it, how long it took and how much memory.

    python -m tests.agreements.imports.reading.measured FOLDER

The process time, since the machine may be busy; the most memory the process has held, Python and Django included.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

import django

django.setup()

from agreements.imports.reading import Unreadable, read_file  # noqa: E402 - needs Django


def main():
    """One line of JSON a file."""
    for path in sorted(Path(sys.argv[1]).iterdir()):
        sys.stdout.flush()
        if not (child := os.fork()):
            sys.stdout.write(json.dumps(outcome(path)) + "\n")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)


def outcome(path):
    """Name, words of the refusal ("" when it was read), seconds, megabytes."""
    data, begun = path.read_bytes(), time.process_time()
    try:
        read_file(path.name.partition("-")[2], data)
        words = ""
    except Unreadable as refusal:
        words = str(refusal)
    seconds = time.process_time() - begun
    most = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])
    return path.name, words, seconds, most / 1024


if __name__ == "__main__":
    main()

"""Bad photo files are refused in a sentence; what hides in a picture does not stay."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from news import photos
from tests.bad_pictures import BAD, BOMBS, HEAVY
from tests.polyglot_pictures import MARKER, POLYGLOT

REFUSED = [pytest.param(bad, id=name) for name, bad in BAD.items()]
TAKEN = [pytest.param(polyglot, id=name) for name, polyglot in POLYGLOT.items()]
ROOM = 200 * 1024  # kB that a refusal may need.

# A peak never falls, so each bomb meets a process of its own, a copy of one that has
# everything loaded, and is made outside it. Not `ru_maxrss`: a new process inherits
# that of the one that started it; and a copy begins with the pages that both share.
REFUSE_EACH = """
import os, pathlib, re, sys
import django
django.setup()
from news import photos

def peak():
    status = pathlib.Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s+([0-9]+)", status)[1])

for line in sys.stdin:
    if os.fork():
        os.wait()
        print(flush=True)
        continue
    content = pathlib.Path(line.strip()).read_bytes()
    before = peak()
    try:
        photos.prepare(content)
    except photos.PhotoError as error:
        print(peak() - before, error, end="", flush=True)
    os._exit(0)
"""


@pytest.fixture(scope="module")
def refuser():
    command = [sys.executable, "-c", REFUSE_EACH]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, bufsize=1, **pipes) as process:
        yield process
        process.stdin.close()


@pytest.mark.parametrize("bad", REFUSED)
def test_a13_a18_a20_a_bad_file_is_refused_in_one_sentence(bad):
    with pytest.raises(photos.PhotoError) as refusal:
        photos.prepare(bad.make())

    assert bad.fragment in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("bomb", {**BOMBS, **HEAVY}.values(), ids=[*BOMBS, *HEAVY])
def test_a20_a_bomb_is_refused_within_200_mb(bomb, tmp_path, refuser):
    path = tmp_path / "bomb"
    path.write_bytes(bomb.make())

    refuser.stdin.write(f"{path}\n")
    growth, _, sentence = refuser.stdout.readline().partition(" ")

    assert bomb.fragment in sentence
    assert int(growth) <= ROOM


@pytest.mark.parametrize("polyglot", TAKEN)
def test_a13_a18_a21_what_hides_in_a_picture_is_not_stored(polyglot):
    content = polyglot.make()

    prepared = photos.prepare(content)

    stored = [prepared.original, *prepared.files.values()]
    assert [file for file in stored if MARKER in file] == []
    for file in stored:
        Image.open(io.BytesIO(file)).load()

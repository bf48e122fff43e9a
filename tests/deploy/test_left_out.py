"""What the image leaves out is never imported: the bot ingests, answers and looks after its index without it."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT, environment_of

LEFT_OUT = ("kubernetes", "hf_xet")
WITHOUT = f"""
import sys
sys.modules.update(dict.fromkeys({LEFT_OUT!r}))
from qa_bot.cli.main import main
from qa_bot.storage import exact
# Small indexes are searched without Chroma, which is what is tried here.
exact.MOST_EXACT = -1
main(sys.argv[1:])
"""


def test_the_image_takes_out_what_is_tested_here():
    taken = (ROOT / "Dockerfile").read_text("utf-8").split("uninstall --yes --quiet ")[1].split("\n")[0]
    assert tuple(taken.replace("-", "_").split()) == LEFT_OUT


def test_an_import_of_what_is_left_out_would_fail():
    done = subprocess.run([sys.executable, "-c", WITHOUT.split("from qa_bot")[0] + "import kubernetes"], capture_output=True)
    assert done.returncode == 1


@pytest.mark.slow
def test_the_bot_works_without_it(tmp_path, corpus):
    def run(*arguments):
        command = [sys.executable, "-c", WITHOUT, *arguments, "--corpus", str(corpus)]
        done = subprocess.run(command, cwd=tmp_path, env=environment_of(tmp_path, {}), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "3 added" in run("ingest")
    assert "3 May 1911" in run("ask", "When was the Aldmoor bridge opened?")
    assert ": ok" in run("status")
    (corpus / "mill.txt").unlink()
    assert "1 removed" in run("ingest")

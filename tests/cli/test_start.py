"""How the program starts."""

import gc

import pytest

from qa_bot.cli.start import importing


def test_what_was_imported_is_never_looked_through_for_garbage():
    gc.unfreeze()
    with importing():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


@pytest.mark.parametrize("block", ["importing", "ending_at_once"])
def test_an_interruption_before_the_work_begins_ends_the_program_in_one_line(run_python, block):
    interrupt = "os.kill(os.getpid(), signal.SIGINT)"
    code = f"import os, signal\nfrom qa_bot.cli.start import *\nwith {block}():\n    {interrupt}\n    print('went on')"
    done = run_python("-c", code)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "qa-bot: interrupted\n")


def test_an_interruption_after_the_start_is_left_to_the_command(run_python):
    code = "import signal\nfrom qa_bot.cli.start import *\nbefore = signal.getsignal(signal.SIGINT)\nwith importing(): pass\n"
    done = run_python("-c", f"{code}print(signal.getsignal(signal.SIGINT) is before is signal.default_int_handler)")
    assert done.stdout == "True\n"


def test_a_program_that_was_interrupted_ends_without_waiting_for_its_threads(run_python):
    code = (
        "import threading\nfrom qa_bot.cli import main, start\n"
        "def interrupted(given):\n    threading.Thread(target=threading.Event().wait).start()\n    raise SystemExit(130)\n"
        "main.main = interrupted\nstart.main([])"
    )
    assert run_python("-c", code).returncode == 130

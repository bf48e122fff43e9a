"""A work in a process of its own: how it ends is told, and what is to stop it reaches it."""

import textwrap

import pytest

SCRIPT = """
    import os, signal, sys
    from qa_bot.cli.own_process import in_own_process
    from qa_bot.errors import QaBotError, UsageError

    parent = os.getpid()

    def fail():
        raise UsageError("no such thing")

    def wait_to_be_stopped():
        os.kill(parent, signal.SIGINT)
        signal.pause()

    works = {
        "is done": lambda: 3,
        "fails": fail,
        "is ended by a library": lambda: os._exit(1),
        "is killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "is to stop": wait_to_be_stopped,
    }
    try:
        code = in_own_process(works[sys.argv[1]], "it was ended")
    except QaBotError as error:
        print(error, file=sys.stderr)
        code = error.exit_code
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
"""


@pytest.mark.parametrize(
    ("how", "code", "told"),
    [
        ("is done", 3, ""),
        ("fails", 2, "no such thing\n"),
        ("is ended by a library", 5, "it was ended\n"),
        ("is killed", 5, "it was ended\n"),
        ("is to stop", 130, ""),
    ],
)
def test_a_work_ends_as_it_ended_in_its_own_process(run_python, tmp_path, how, code, told):
    (tmp_path / "script.py").write_text(textwrap.dedent(SCRIPT))
    done = run_python("script.py", how)
    assert (done.returncode, done.stderr) == (code, told)

"""How the program starts."""

import gc

from qa_bot.cli.start import importing


def test_what_was_imported_is_never_looked_through_for_garbage():
    gc.unfreeze()
    with importing():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()

"""What the bot says in its own words, and how it is told again."""

import pytest

from qa_bot.errors import SettingsError
from qa_bot.prompts import ABSTENTIONS, VARIABLES, Prompts, file_of, load_prompts, shipped_folder

SHIPPED = load_prompts()
VALUES = {
    "filters": "in:hr/",
    "missing": "Helga Brandt",
    "known": "2019 and 2020",
    "part": "How deep is the lake?",
    "language": "German",
    "languages": "English",
}


def own(folder, **texts: str) -> Prompts:
    for name, text in texts.items():
        path = folder / file_of(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", "utf-8")
    return load_prompts(folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("abstained", "I did not find this in the documents."),
        ("other_subject", "I did not find this in the documents: they say nothing about Helga Brandt."),
        ("other_range", "I did not find this in the documents: they say nothing about Helga Brandt, but name 2019 and 2020."),
        ("false_premise", "I did not find this in the documents; they say otherwise."),
        ("part_missing", "I did not find this part in the documents: How deep is the lake?"),
        ("nearest", "Nearest in the documents, though not an answer:"),
    ],
)
def test_the_bot_says_that_it_did_not_find_an_answer_and_why(name, said):
    assert SHIPPED.say(name, **VALUES) == said


def test_every_abstention_is_known_by_its_beginning_and_an_answer_is_not():
    beginnings = SHIPPED.abstentions()
    assert [name for name in ABSTENTIONS if not SHIPPED.say(name, **VALUES).startswith(beginnings)] == []
    assert not "I did not find the cat, said Ada Quill. [1]".startswith(beginnings)
    assert not SHIPPED.say("ambiguous", readings="1. Who?").startswith(beginnings)


def test_an_operators_own_abstentions_are_known_up_to_their_first_variable(tmp_path):
    prompts = own(tmp_path, abstained="Nothing was found {{yet}}.", other_subject="There is nothing on {missing} here.")
    beginnings = prompts.abstentions()
    assert prompts.say("abstained") == "Nothing was found {yet}."
    assert "Nothing was found {yet}.\n\nOn 3 May.".startswith(beginnings)
    assert prompts.say("other_subject", missing="Ada").startswith(beginnings)
    assert not "Nothing was found in the mill. [1]".startswith(beginnings)


def test_a_beginning_that_answers_may_have_too_tells_nothing(tmp_path):
    beginnings = own(
        tmp_path, abstained="No.", other_subject="{missing} is not there.", false_premise="It was so."
    ).abstentions()
    assert not "No. 7 was sold. [1]".startswith(beginnings)
    assert not "The mill is not there. [1]".startswith(beginnings)
    assert SHIPPED.say("other_range", **VALUES).startswith(beginnings)


def test_where_no_abstention_has_a_telling_beginning_nothing_is_taken_for_one(tmp_path):
    beginnings = own(tmp_path, **dict.fromkeys(ABSTENTIONS, "No.")).abstentions()
    assert not "No.".startswith(beginnings)


def test_a_variable_that_an_abstention_does_not_have_is_refused(tmp_path):
    with pytest.raises(SettingsError, match=r"false_premise.*\{missing\}"):
        own(tmp_path, false_premise="Not so: {missing}.")


def test_every_shipped_text_is_used_and_every_text_is_shipped():
    shipped = {path.relative_to(shipped_folder()) for path in shipped_folder().glob("*/*")}
    assert shipped == {file_of(name) for name in VARIABLES}


def test_texts_that_lie_where_they_did_before_there_were_folders_are_read_with_a_warning(tmp_path, caplog):
    (tmp_path / "abstained.txt").write_text("Nothing.\n", "utf-8")
    (tmp_path / "discord_hint.txt").write_text("Ask me.\n", "utf-8")
    prompts = own(tmp_path, style="Be short.")
    assert (prompts.say("abstained"), prompts.say("discord_hint"), prompts.say("style")) == ("Nothing.", "Ask me.", "Be short.")
    (record,) = caplog.records
    assert "abstained.txt to answers/abstained.txt, discord_hint.txt to discord/hint.txt" in record.getMessage()


def test_a_text_in_its_folder_wins_over_one_that_was_left_outside(tmp_path, caplog):
    (tmp_path / "abstained.txt").write_text("Old.\n", "utf-8")
    assert own(tmp_path, abstained="New.").say("abstained") == "New."
    assert caplog.records == []

"""Sentences that other documents contradict, on a small set made by hand, and as the news name them."""

import pytest

from qa_bot.answering.contradicted import contradict, with_contradictions
from qa_bot.cli.news import lines_of
from qa_bot.ingestion.ingest import ingest
from qa_bot.news import news_since
from qa_bot.storage.database import latest_generation, open_for_reading
from qa_bot.storage.snapshot import Snapshot
from testing.hashing import HashingEmbedder

CONTRADICTING = [
    ("The toll of the Aldmoor bridge is 3 crowns.", "The toll of the Aldmoor bridge is 5 crowns."),
    ("The toll of the Aldmoor bridge is 3 crowns.", "The toll of the Aldmoor bridge is five crowns for everybody."),
    ("The Corve mill burned down in 1932.", "The Corve mill burned down in 1934."),
    ("The Corve mill burned down in 1932.", "In 1934 the Corve mill burned down."),
    ("The harbour office of Tarn opens at 9:30.", "The harbour office of Tarn opens at 10:30."),
    ("The harbour office of Tarn opens at 9 am.", "The harbour office of Tarn opens at 10 am on weekdays."),
    ("The Skerry ferry runs on Monday.", "The Skerry ferry runs on Tuesday."),
    ("Dogs are allowed in the Corve museum.", "Dogs are not allowed in the Corve museum."),
    ("The Penhurst library lends maps.", "The Penhurst library never lends maps."),
    ("Tickets for the Marlow theatre cost $12.", "Tickets for the Marlow theatre cost $15."),
    ("The Varle reservoir holds 40 % of its water.", "The Varle reservoir holds 45 % of its water."),
    ("The Orrington windmill has 4 sails.", "The Orrington windmill has 6 sails and a gallery."),
    ("The Aldmoor bridge was opened on 3 May 1911.", "The Aldmoor bridge was opened on 5 May 1911."),
    ("Version 2 of Quill needs 512 megabytes of memory.", "Version 2 of Quill needs 768 megabytes of memory."),
    ("Quill keeps logs for 30 days.", "Quill keeps logs for 90 days by default."),
    ("The Tarn festival was cancelled.", "The Tarn festival was not cancelled."),
    ("A cart pays 3 crowns at the Aldmoor bridge.", "The toll of the Aldmoor bridge for a cart is 5 crowns."),
    ("The Corve mill was destroyed by fire in 1932.", "The Corve mill burned down in 1934."),
    ("The mayor of Tarn is Ada Quill.", "The mayor of Tarn is Bert Lodd."),
    ("The Skerry ferry is free of charge.", "The Skerry ferry costs 4 crowns."),
]
COMPATIBLE = [
    ("The toll of the Aldmoor bridge is 3 crowns.", "The toll of the Aldmoor bridge is three crowns."),
    ("The toll of the Aldmoor bridge is 3 crowns.", "The toll of the Corve bridge is 5 crowns."),
    ("The toll of the Aldmoor bridge is 3 crowns for a horse.", "The toll of the Aldmoor bridge is 5 crowns for a cart."),
    ("The toll of the Aldmoor bridge is 3 crowns.", "The toll of the Aldmoor bridge, paid 400 times a day, is 3 crowns."),
    ("In 2019 the Penhurst school had 400 pupils.", "In 2020 the Penhurst school had 412 pupils."),
    ("The Skerry ferry leaves on Monday at 9:30.", "The Skerry ferry leaves on Tuesday at 10:30."),
    ("Room 12 of the Tarn hotel has 2 beds.", "Room 14 of the Tarn hotel has 3 beds."),
    ("The Corve mill burned down in 1932.", "The Corve mill was built in 1874."),
    ("The Corve mill burned down in 1932.", "The Corve mill burned down on 3 May 1932."),
    ("The Corve mill burned down in 1932.", "The Cranleigh mill burned down in 1934."),
    ("The Penhurst school has 412 pupils and 31 teachers.", "The Penhurst school has 412 pupils."),
    ("The Penhurst school has 412 pupils.", "The Penhurst school has 31 teachers."),
    ("Dogs are not allowed in the Corve museum.", "Cats are allowed in the Corve museum."),
    ("Dogs are allowed in the Corve museum.", "Dogs are not allowed in the Corve theatre."),
    ("The Marlow theatre has 300 seats.", "The Marlow theatre has 300 seats and no gallery."),
    ("It opens at 9:30.", "It opens at 10:30."),
    ("The museum is closed on Mondays.", "The library is closed on Tuesdays."),
    ("Version 2 of Quill needs 512 megabytes.", "Version 3 of Quill needs 768 megabytes."),
    ("Ada Quill was born in 1870 in Tarn.", "Ada Quill died in 1942 in Tarn."),
    ("The Varle reservoir holds 40 % of its water.", "The Varle reservoir lost 15 % of its water."),
    ("The Tarn festival begins on 3 May.", "The Tarn festival ends on 9 May."),
    ("The first floor of the Tarn library opens at 9 am.", "The second floor of the Tarn library opens at 10 am."),
    ("The Orrington windmill has 4 sails.", "Most windmills near Orrington have 6 sails."),
    ("Quill keeps logs for 30 days.", "Quill keeps logs for at least 7 days."),
    ("The Skerry ferry carries 12 cars.", "The Skerry ferry carries 80 passengers."),
]
# Said in other words, or of names: that takes more than rules.
BEYOND_RULES = 4


def test_most_of_a_small_set_of_contradictions_are_found_and_nothing_else():
    missed = [pair for pair in CONTRADICTING if not contradict(*pair)]
    false = [pair for pair in COMPATIBLE if contradict(*pair)]
    assert false == []
    assert len(missed) <= BEYOND_RULES, missed


@pytest.mark.parametrize("pair", [*CONTRADICTING, *COMPATIBLE])
def test_it_makes_no_difference_which_sentence_is_new(pair):
    assert contradict(*pair) == contradict(*reversed(pair))


def test_the_news_name_the_documents_that_say_something_else(corpus, index_dir):
    ingest(corpus, index_dir, HashingEmbedder())
    (corpus / "guide.txt").write_text("A guide to Aldmoor.\n\nThe Aldmoor mill burned down in 1934, they say.\n", "utf-8")
    (corpus / "bridge.txt").write_text("The Aldmoor bridge was opened on 3 May 1912 by the mayor, Ada Quill.\n", "utf-8")
    (corpus / "bridges.txt").write_text("The Aldmoor bridge was opened on 3 May 1911.\n", "utf-8")
    ingest(corpus, index_dir, HashingEmbedder())
    generation = latest_generation(open_for_reading(index_dir))
    snapshot = Snapshot(index_dir, generation)
    news = with_contradictions(snapshot, news_since(snapshot, None, 30))
    snapshot.close()
    told = [line.strip() for line in lines_of(news) if line.startswith("    !")]
    assert told == [
        '! "The Aldmoor bridge was opened on 3 May 1911." (line 1), but bridge.txt has "The Aldmoor bridge was opened on '
        '3 May 1912 by the mayor, Ada Quill." (line 1)',
        '! "The Aldmoor mill burned down in 1934, they say." (line 3), but mill.txt has "The Aldmoor mill burned down in '
        '1932." (line 1)',
        '! "The Aldmoor bridge was opened on 3 May 1912 by the mayor, Ada Quill." (line 1), but bridges.txt has "The Aldmoor '
        'bridge was opened on 3 May 1911." (line 1)',
    ]


def test_title_and_date_lines_of_a_file_contradict_nothing(corpus, index_dir):
    ingest(corpus, index_dir, HashingEmbedder())
    head = "---\ntitle: Minutes of the Aldmoor mill of 4 {0} 2024\ndate: 4 {0} 2024\n---\n\nThe Aldmoor mill has {1} floors.\n"
    (corpus / "may.md").write_text(head.format("May", 3), "utf-8")
    (corpus / "june.md").write_text(head.format("June", 4), "utf-8")
    lines = "Title: Minutes of the Aldmoor mill of 4 July 2024\nDate: 4 July 2024\n\nIt is a mill.\n"
    (corpus / "lines.txt").write_text(lines, "utf-8")
    ingest(corpus, index_dir, HashingEmbedder())
    snapshot = Snapshot(index_dir, latest_generation(open_for_reading(index_dir)))
    news = with_contradictions(snapshot, news_since(snapshot, None, 30))
    snapshot.close()
    told = [(told.sentence.quote, told.other.quote) for item in news.new for told in item.contradictions]
    assert sorted(told) == [
        ("The Aldmoor mill has 3 floors.", "The Aldmoor mill has 4 floors."),
        ("The Aldmoor mill has 4 floors.", "The Aldmoor mill has 3 floors."),
    ]

"""Which table answers where several files have tables, what competes with a quote, and what --explain says of it."""

import pytest

from qa_bot.bot import Bot
from qa_bot.cli.render import explain
from qa_bot.prompts import load_prompts
from tests.conftest import open_reader

FILES = {
    "boats.csv": "number,name,length_m,price_eur\nB1,Heron,7.5,400\nB2,Marlin,9.2,900\nB3,Wren,6.1,250\n",
    "trips.jsonl": '{"date": "2024-05-04", "guide": "Ana Roth", "boat": "B2", "guests": 8}\n'
    '{"date": "2024-05-11", "guide": "Leo Marsh", "boat": "B1", "guests": 5}\n',
    "contact.yaml": "club: Boat club\nboat: call Ana Roth\nphone: 0555 1234\n",
    "fees.md": "# Boat club\n\nThe fee is 30 euros a year for adults.\n",
    **{
        f"minutes{year}.md": f"---\ntitle: Minutes {year}\ndate: {year}-03-01\n---\n# Meeting\n\nThe boats were painted in {year}.\n"
        for year in (2021, 2022, 2023, 2024)
    },
}


@pytest.fixture
def bot(run_ingest, index_dir, corpus, models):
    for name, text in FILES.items():
        (corpus / name).write_text(text)
    run_ingest()
    return Bot(open_reader(index_dir), models, load_prompts())


def test_files_without_a_table_take_no_place_and_the_reckoning_is_explained(bot):
    answer, how = bot.explain("Which boat is the longest?")
    assert answer.text.startswith("Marlin")
    assert "length_m" in how.reckoned
    assert "boats.csv" in how.reckoned
    assert f"reckoned, not quoted: {how.reckoned}" in explain(how, answer)
    assert bot.explain("How many boats are there?")[0].text.startswith("3 of 3 rows")
    answer, how = bot.explain("What is the fee?")
    assert how.reckoned == ""
    assert "reckoned" not in explain(how, answer)
    assert answer.text.startswith("The fee is 30 euros")

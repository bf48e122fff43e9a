import pytest

from qa_bot.reckoning.asking import asks_for_reckoning


@pytest.mark.parametrize(
    "question",
    [
        "What is the total weight of the parcels?",
        "How much do the parcels weigh in total?",
        "What is the average age of the players?",
        "How many parcels are there?",
        "How many of them were sent to Oslo?",
        "How many red parcels have arrived?",
        "How many parcels with a label are there?",
        "Which parcels weigh more than 5 kg?",
        "Which parcel is the heaviest?",
        "Who is the oldest player?",
        "What is the cheapest room?",
        "Which players are older than 30?",
        "Which town has the most parcels?",
        "What percentage of the parcels arrived late?",
        "How many parcels came in after 1 March 2024?",
        "Who runs faster, Ana or Bo?",
        "By how many kilos is the red parcel heavier than the blue one?",
        "How much longer does the red tour take than the blue one?",
        "What is the difference in price between the tent and the mat?",
        "Which tour starts last?",
        "What would the tent and the mat cost me together?",
    ],
)
def test_what_no_cell_says_asks_for_reckoning(question):
    assert asks_for_reckoning(question)


@pytest.mark.parametrize(
    "question",
    [
        "How much does the blue parcel weigh?",
        "How old is Ana?",
        "When was the first parcel sent?",
        "What is the latest version?",
        "How many beds does room 4 have?",
        "Where do I find the best coffee?",
        "How do I send more than one parcel?",
        "What is the total?",
        "Why is the blue room the cheapest?",
        "Can I stay longer than a week?",
        "What happens after 5 days?",
        "Is breakfast included?",
        "How many times can I renew a book?",
        "What do I do at least once a year?",
        "How many red parcels were counted?",
        "How many days after 1 May 2024 can I return it?",
        "What is the difference between a tent and a hut?",
        "Which is the way in, left or right?",
    ],
)
def test_what_a_cell_or_a_sentence_says_does_not(question):
    assert not asks_for_reckoning(question)

import pytest

from qa_bot.retrieval.duplicates import containment, group_duplicates, shingles
from qa_bot.retrieval.fusion import convex_combination, normalised, reciprocal_rank_fusion


def test_fused_scores_are_the_sum_of_reciprocal_ranks():
    fused = dict(reciprocal_rank_fusion([[1, 2, 3], [3, 1]], k=60))
    assert fused == {1: pytest.approx(1 / 61 + 1 / 62), 2: pytest.approx(1 / 62), 3: pytest.approx(1 / 63 + 1 / 61)}


def test_ties_keep_the_order_of_first_appearance():
    assert [item for item, _ in reciprocal_rank_fusion([[7], [5]])] == [7, 5]


def test_shingles_are_runs_of_four_folded_words():
    assert shingles("The U.N. met on Monday") == shingles("the un met on") | shingles("UN met on Monday")
    assert len(shingles("The U.N. met on Monday")) == 2
    assert shingles("Yes, no") == shingles("yes no") != shingles("no yes")


def test_containment_is_the_share_of_the_smaller_set():
    assert containment(shingles("a b c d e"), shingles("a b c d")) == 1.0
    assert containment(shingles("a b c d e"), shingles("a b c d x y")) == 0.5
    assert containment(frozenset(), shingles("a b")) == 0.0


def test_near_duplicates_are_grouped_under_the_first():
    story = "the ferry sank on friday night in heavy seas and all were saved by fishermen"
    texts = [story, "a different text about the market on the green", story + " today"]
    assert group_duplicates(texts) == ((0, 2), (1,))


def test_a_convex_combination_is_the_weighted_mean_of_scores():
    combined = dict(convex_combination([(3.0, {1: 1.0, 2: 0.5}), (1.0, {2: 1.0, 3: 0.4})]))
    assert combined == {1: pytest.approx(0.75), 2: pytest.approx(0.625), 3: pytest.approx(0.1)}


@pytest.mark.parametrize(
    ("scores", "lowest", "expected"),
    [
        ({1: 6.0, 2: 2.0, 3: 4.0}, None, {1: 1.0, 2: 0.0, 3: 0.5}),
        ({1: 6.0, 2: 3.0}, 0.0, {1: 1.0, 2: 0.5}),
        ({1: 6.0}, None, {1: 1.0}),
        ({}, None, {}),
    ],
    ids=["by the smallest", "by a given floor", "one alone", "none"],
)
def test_scores_are_scaled_to_between_0_and_1(scores, lowest, expected):
    assert normalised(scores, lowest) == expected

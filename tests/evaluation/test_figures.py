import math
import random

import numpy as np
import pytest
import pytrec_eval

from qa_bot.evaluation.abstention import abstention_metrics, expected_calibration_error, reliability, risk_coverage
from qa_bot.evaluation.comparison import verdict
from qa_bot.evaluation.ranking import all_at, average_precision, hit_at, ndcg, ranking_metrics, recall_at, reciprocal_rank
from qa_bot.evaluation.spans import Place, evidence_run, locate, overlaps
from qa_bot.evaluation.statistics import bootstrap_mean, mcnemar, paired_difference
from qa_bot.evaluation.text_match import containment, exact_match, normalise, token_f1


def test_ranking_figures_by_hand():
    run, relevant = ["a", "b", "c", "d"], {"b", "d", "x"}
    assert hit_at(1, run, relevant) == 0
    assert hit_at(3, run, relevant) == 1
    assert recall_at(3, run, relevant) == pytest.approx(1 / 3)
    assert all_at(10, run, relevant) == 0
    assert reciprocal_rank(run, relevant) == 0.5
    assert average_precision(run, relevant) == pytest.approx((1 / 2 + 2 / 4) / 3)
    ideal = 1 + 1 / math.log2(3) + 1 / 2
    assert ndcg(run, relevant) == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)


def test_a_relevant_id_beyond_the_cut_counts_for_nothing():
    run = [str(i) for i in range(20)]
    assert reciprocal_rank(run, {"15"}) == 0
    assert ndcg(run, {"15"}) == 0


def test_ranking_figures_equal_those_of_trec_eval():
    names = {"hit_at_1": "success_1", "hit_at_5": "success_5", "hit_at_10": "success_10", "mrr_at_10": "recip_rank"}
    names |= {f"recall_at_{k}": f"recall_{k}" for k in (1, 3, 5, 10)}
    names |= {"ndcg_at_10": "ndcg_cut_10", "map_at_10": "map_cut_10"}
    wanted = {"success.1,5,10", "recall.1,3,5,10", "recip_rank", "ndcg_cut.10", "map_cut.10"}
    rng = random.Random(1)
    for _ in range(200):
        pool = [f"d{i}" for i in range(40)]
        run = rng.sample(pool, rng.randrange(1, 25))
        relevant = set(rng.sample(pool, rng.randrange(1, 15)))
        ours = ranking_metrics("x", run, relevant)
        reference = pytrec_eval.RelevanceEvaluator({"q": dict.fromkeys(relevant, 1)}, wanted)
        theirs = reference.evaluate({"q": {d: float(100 - i) for i, d in enumerate(run[:10])}})["q"]
        for own, other in names.items():
            assert ours[f"x.{own}"] == pytest.approx(theirs[other], abs=1e-9), own


@pytest.mark.parametrize(
    ("text", "normal"),
    [("The U.N. met.", "u n met"), ("“Çavuşoğlu”", "cavusoglu"), ("a  man", "man"), ("UN-led", "un led")],
)
def test_normalisation(text, normal):
    assert normalise(text) == normal


def test_answers_are_compared_word_by_word():
    assert containment("It opened on 3 May 1911.", ["3 May"]) == 1
    assert containment("It opened on 13 May 1911.", ["3 May"]) == 0
    assert containment("Red and blue.", ["red"], ["red", "green"]) == 0
    assert exact_match("The mill.", ["mill"]) == 1
    assert token_f1("the old mill", ["mill"]) == pytest.approx(2 / 3)
    assert token_f1("ferry", ["mill"]) == 0


def test_evidence_is_found_whatever_its_white_space():
    assert locate("the old\nmill", "a.txt", "By the  old mill.") == (Place("a.txt", 3, 16),)


def test_places_overlap_from_half_of_the_shorter_one_on():
    assert overlaps(Place("a", 0, 10), Place("a", 5, 30))
    assert not overlaps(Place("a", 0, 10), Place("a", 6, 30))
    assert not overlaps(Place("a", 0, 10), Place("b", 0, 10))


def test_a_passage_that_holds_evidence_counts_as_it_once():
    evidence = [[Place("a", 0, 10)], [Place("a", 10, 20)], [Place("b", 0, 10)]]
    passages = [Place("c", 0, 9), Place("a", 0, 20), Place("a", 0, 12), Place("b", 0, 50)]
    assert evidence_run(passages, evidence) == ["passage 0", "evidence 0", "evidence 1", "evidence 2"]


def test_abstention_by_hand():
    abstained = np.array([True, True, False, False, False])
    answerable = np.array([False, True, False, True, True])
    found = abstention_metrics(abstained, answerable)
    assert found == {
        "abstention.precision": 0.5,
        "abstention.recall": 0.5,
        "abstention.f1": 0.5,
        "abstention.kept": pytest.approx(2 / 3),
    }


def test_the_risk_coverage_curve_by_hand():
    curve = risk_coverage(np.array([0.9, 0.1, 0.5]), np.array([True, False, False]))
    assert curve.coverage == pytest.approx([1 / 3, 2 / 3, 1])
    assert curve.risk == pytest.approx([0, 1 / 2, 2 / 3])
    assert curve.area == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)


def test_calibration_by_hand():
    confidence, right = np.array([0.95, 0.95, 0.15, 1.0]), np.array([True, False, False, True])
    bins = reliability(confidence, right)
    assert [(b.low, b.size) for b in bins] == [(0.1, 1), (0.9, 3)]
    assert expected_calibration_error(confidence, right) == pytest.approx((3 * abs(2.9 / 3 - 2 / 3) + 0.15) / 4)


def test_many_resamples_at_once_have_the_figures_of_each():
    rng = np.random.default_rng(1)
    shape = (7, 40)
    abstained, answerable, right = (rng.random(shape) < 0.6 for _ in range(3))
    answerable[0] = True
    confidence = rng.random(shape)
    found = abstention_metrics(abstained, answerable)
    for i in range(shape[0]):
        alone = abstention_metrics(abstained[i], answerable[i])
        assert {name: values[i] for name, values in found.items()} == pytest.approx(alone, nan_ok=True)
    assert np.isnan(found["abstention.recall"][0])
    areas = [risk_coverage(*row).area for row in zip(confidence, right, strict=True)]
    assert risk_coverage(confidence, right).area == pytest.approx(areas)
    errors = [expected_calibration_error(*row) for row in zip(confidence, right, strict=True)]
    assert expected_calibration_error(confidence, right) == pytest.approx(errors)


@pytest.mark.parametrize(("wins", "losses", "p"), [(0, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (1, 1, 1.0), (8, 2, 0.109375)])
def test_mcnemar_by_hand(wins, losses, p):
    assert mcnemar(wins, losses) == pytest.approx(p)


def test_intervals_hold_their_mean_and_pass_over_what_does_not_apply():
    interval = bootstrap_mean(np.array([0.0, 1.0, 1.0, float("nan")]))
    assert interval.value == pytest.approx(2 / 3)
    assert interval.low <= interval.value <= interval.high
    assert interval.size == 3
    assert paired_difference(np.array([1.0, 0.5]), np.array([0.0, 0.5])).value == pytest.approx(0.5)


def test_runs_without_a_true_difference_are_rarely_called_different():
    rng = np.random.default_rng(7)
    alarms = 0
    for _ in range(1000):
        rate = rng.uniform(0.5, 0.95, 80)
        ours, theirs = rng.random(80) < rate, rng.random(80) < rate
        alarms += verdict(int((ours & ~theirs).sum()), int((theirs & ~ours).sum())) != "no difference"
    assert alarms <= 70

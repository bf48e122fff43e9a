"""Who waits is called in a fair order."""

from qa_bot.fair_line import FairLine


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_equal_askers_are_called_as_they_came():
    line = FairLine[str]()
    for item in ("one", "two", "three"):
        line.join(item, item)
    assert [line.place(item) for item in ("one", "two", "three", "four")] == [1, 2, 3, None]
    assert [line.call(), line.call(), line.call(), line.call()] == ["one", "two", "three", None]


def test_nobody_gets_a_second_turn_while_somebody_waits_for_a_first_one():
    line = FairLine[str]()
    for number in range(3):
        line.join("greedy", f"greedy {number}")
    assert line.call() == "greedy 0"
    line.join("late", "late 0")
    line.join("later", "later 0")
    assert [line.place("greedy 1"), line.place("late 0"), line.place("later 0")] == [3, 1, 2]
    assert [line.call() for _ in range(4)] == ["late 0", "later 0", "greedy 1", "greedy 2"]


def test_a_turn_without_waiting_counts():
    line = FairLine[str]()
    line.count_turn("ada")
    line.join("ada", "ada's second")
    line.join("ben", "ben's first")
    assert line.call() == "ben's first"


def test_nobody_waits_longer_than_a_minute_behind_people_who_come_for_the_first_time():
    clock = Clock()
    line = FairLine[str](clock)
    line.count_turn("ada")
    line.join("ada", "ada's second")
    for number in range(59):
        clock.now += 1
        line.join(number, str(number))
        assert line.call() == str(number)
    clock.now += 1
    line.join("newcomer", "newcomer's first")
    assert line.call() == "ada's second"


def test_in_a_slow_rush_all_who_came_together_get_a_first_turn_before_anybody_a_second():
    clock = Clock()
    line = FairLine[str](clock)
    for person in range(20):
        line.join(person, f"{person} first")
    for person in range(20):
        line.join(person, f"{person} second")
    called = []
    for _ in range(40):
        clock.now += 30
        called.append(line.call())
    assert called == [*(f"{n} first" for n in range(20)), *(f"{n} second" for n in range(20))]
    assert line.call() is None


def test_what_waits_no_more_is_not_called():
    line = FairLine[str]()
    line.join(1, "one")
    line.join(2, "two")
    line.leave("one")
    line.leave("one")
    assert (len(line), line.call(), len(line)) == (1, "two", 0)


def test_turns_of_long_ago_are_forgotten():
    clock = Clock()
    line = FairLine[str](clock)
    for person in range(100):
        line.count_turn(person)
    clock.now += 60
    line.count_turn("newest")
    line.join("newest", "item")
    assert line.place("item") == 1
    assert list(line._turns) == ["newest"]

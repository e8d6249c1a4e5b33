"""Counting, against a count so plain that nobody can get it wrong."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from contests.voting.counting import shares
from contests.voting.towns import LEAST, MERGED, merging

votes = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["Город", "Посёлок", "Станица", ""])), max_size=60)


def grouped(cast):
    return [(work, town, number) for (work, town), number in Counter(cast).items()]


@given(votes)
def test_each_work_has_the_votes_given_for_it(cast):
    assert {tally.work: tally.votes for tally in shares(grouped(cast))} == Counter(work for work, _ in cast)


@given(votes, st.randoms())
def test_the_order_of_votes_does_not_matter(cast, chance):
    shuffled = chance.sample(cast, len(cast))
    assert shares(grouped(shuffled)) == shares(grouped(cast))


@given(votes)
def test_shares_of_a_nomination_make_a_whole(cast):
    assert sum(tally.share for tally in shares(grouped(cast))) == (1 if cast else 0)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=60))
def test_without_towns_a_share_is_the_part_of_all_votes(works):
    cast = [(work, "") for work in works]
    assert all(tally.share == Fraction(tally.votes, len(works)) for tally in shares(grouped(cast)))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=20), st.integers(2, 9))
def test_a_town_that_votes_many_times_over_weighs_no_more(works, times):
    small, large = [(work, "Станица") for work in works], [(1, "Город")]
    assert [t.share for t in shares(grouped(small + large))] == [
        t.share for t in shares(grouped(small + large * times))
    ]


@given(st.dictionaries(st.sampled_from("абвгдежз"), st.integers(1, 40)))
def test_no_group_of_few_is_left_unless_there_is_nobody_else(voters):
    called = merging(voters)
    sizes = Counter()
    for town, number in voters.items():
        sizes[called[town]] += number
    assert min(sizes.values(), default=LEAST) >= LEAST or set(sizes) == {MERGED}
    assert sum(sizes.values()) == sum(voters.values())

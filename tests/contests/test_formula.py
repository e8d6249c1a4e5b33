"""The written rule, sentence by sentence (contests.results.formula.RULE)."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from contests.results.formula import Candidate, Points, mark, standings

parts = st.fractions(0, 1, max_denominator=50)
candidates = st.lists(st.tuples(st.integers(0, 50), parts, st.lists(parts, max_size=5)), min_size=1, max_size=12).map(
    lambda rows: [Candidate(n, votes, share, tuple(marks)) for n, (votes, share, marks) in enumerate(rows, 1)]
)
shares = st.integers(0, 100)


def places(found):
    return {standing.candidate.work: standing.place for standing in found}


@given(candidates, shares, st.randoms())
def test_the_order_in_which_works_came_does_not_matter(found, share, chance):
    assert places(standings(chance.sample(found, len(found)), share)) == places(standings(found, share))


@given(candidates, shares)
def test_a_total_is_never_more_than_one_and_never_grows_down_the_list(found, share):
    totals = [standing.total for standing in standings(found, share)]
    assert all(0 <= total <= 1 for total in totals)
    assert totals == sorted(totals, reverse=True)


@given(candidates, shares)
def test_a_place_is_one_more_than_the_number_of_those_ahead(found, share):
    placed = standings(found, share)
    for standing in placed:
        assert standing.place == 1 + sum(other.place < standing.place for other in placed)


@given(candidates)
def test_where_only_votes_decide_the_order_is_that_of_shares(found):
    ordered = [standing.candidate.share for standing in standings(found, 100)]
    assert ordered == sorted(ordered, reverse=True)


@given(candidates)
def test_where_only_the_jury_decides_the_order_is_that_of_means(found):
    ordered = [standing.candidate.mean for standing in standings(found, 0)]
    assert ordered == sorted(ordered, reverse=True)


def test_equal_totals_go_by_the_jury_then_by_votes_then_share_the_place():
    half, whole = Fraction(1, 2), Fraction(1)
    by_jury = [Candidate(1, 10, whole, (half,)), Candidate(2, 5, half, (whole,))]
    assert places(standings(by_jury, 50)) == {2: 1, 1: 2}
    by_votes = [Candidate(1, 3, half, (whole,)), Candidate(2, 4, half, (whole,))]
    assert places(standings(by_votes, 50)) == {2: 1, 1: 2}
    equal = [Candidate(1, 3, half, (whole,)), Candidate(2, 3, half, (whole,)), Candidate(3)]
    assert places(standings(equal, 50)) == {1: 1, 2: 1, 3: 3}


def test_a_mark_is_the_weighted_part_of_the_most():
    assert mark([Points(10, 10, 3), Points(0, 5, 1)]) == Fraction(3, 4)
    assert mark([]) == 0


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(1, 5)), min_size=1, max_size=6), st.integers(2, 9))
def test_weights_matter_only_to_one_another(rows, times):
    plain = [Points(points, 10, weight) for points, weight in rows]
    scaled = [Points(points, 10, weight * times) for points, weight in rows]
    assert mark(plain) == mark(scaled)

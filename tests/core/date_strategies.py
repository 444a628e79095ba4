"""Dates of every shape, for Hypothesis."""

import datetime as dt

from hypothesis import strategies as st

from fondaco.core.partial_dates import SEASONS, PartialDate

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9990, 12, 31))
YEARS = st.integers(1, 9990)
ENDS = st.tuples(DAYS, DAYS).map(sorted)
NAMED = st.one_of(
    st.builds(PartialDate.day, DAYS),
    st.builds(PartialDate.month, YEARS, st.integers(1, 12)),
    st.builds(PartialDate.season, YEARS, st.sampled_from(sorted(SEASONS))),
    st.builds(PartialDate.year, YEARS),
)
SPANS = st.one_of(
    ENDS.map(lambda ends: PartialDate.between(*ends)),
    DAYS.map(lambda day: PartialDate.between(day, None)),
    DAYS.map(lambda day: PartialDate.between(None, day)),
)
DATES = st.one_of(NAMED, SPANS, st.just(PartialDate.unknown()))

"""The indicators of presence, each with its counting rule where it is computed."""

from fondaco.presence.counted import Indicator
from fondaco.presence.indicators.activities import ACTIVITIES, BY_KIND
from fondaco.presence.indicators.countries import COUNTRIES
from fondaco.presence.indicators.participations import PARTICIPATIONS, QUALIFIED
from fondaco.presence.indicators.partnerships import PARTNERSHIPS
from fondaco.presence.indicators.people import DELEGATES, INVOLVED
from fondaco.presence.indicators.targets import TARGETS

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for indicator in (
        ACTIVITIES,
        COUNTRIES,
        BY_KIND,
        QUALIFIED,
        PARTICIPATIONS,
        INVOLVED,
        DELEGATES,
        PARTNERSHIPS,
        TARGETS,
    )
}
# What they count is in the calendar: a year without activities is not recorded.
CALENDAR_CODES = frozenset({"P01", "P02", "P03", "P04", "P05", "P06", "P07"})

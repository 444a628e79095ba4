"""What forms offer to choose from the correspondence: one's own."""

from fondaco.correspondence import reach
from fondaco.web.records import Choices

LISTS = Choices(reach.own_lists, words=("name", "name"))
SEGMENTS = Choices(reach.own_segments, words=("name", "name"))

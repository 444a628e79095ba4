"""Writing: texts that come in, what becomes of them, feeds and what they bring."""

from fondaco.newsroom.actions.feeds import read_feed, save_feed, start_reading
from fondaco.newsroom.actions.grouping import join_stories, leave_story, tidy_up
from fondaco.newsroom.actions.items import (
    KnownError,
    reason_to_keep_item,
    save_item,
)
from fondaco.newsroom.actions.taking_in import take_in_file, take_in_page

__all__ = [
    "KnownError",
    "join_stories",
    "leave_story",
    "read_feed",
    "reason_to_keep_item",
    "save_feed",
    "save_item",
    "start_reading",
    "take_in_file",
    "take_in_page",
    "tidy_up",
]

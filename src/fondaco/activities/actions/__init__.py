"""Writing to the calendar."""

from fondaco.activities.actions.encounters import save_encounter
from fondaco.activities.actions.saving import publish_activity, save_activity
from fondaco.activities.actions.taking_part import join_activity

__all__ = ["join_activity", "publish_activity", "save_activity", "save_encounter"]

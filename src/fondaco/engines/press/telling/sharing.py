"""People whose body is said where they do something else."""

from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.telling.drafts import Draft, Part


def share_bodies(drafts: Sequence[Draft]) -> None:
    """Give people without a body that of another activity in which they have one.

    Parameters
    ----------
    drafts
        All of a text.
    """
    bodies: dict[str, Part] = {}
    for draft in drafts:
        for part in draft.parts:
            if part.key and part.count is None:
                for name in part.people:
                    bodies.setdefault(name, part)
    for draft in drafts:
        for part in [p for p in draft.parts if not p.key and p.people]:
            body = bodies.get(part.people[0])
            if body is not None:
                draft.parts.remove(part)
                draft.join_part(
                    replace(part, name=body.name, key=body.key, cluster=body.cluster)
                )

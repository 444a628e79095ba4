"""Which record a finding is: what it seems to be, and what a person chooses."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from fondaco.activities.models import Activity
from fondaco.funding.models import Project
from fondaco.newsroom.actions.confirming import confirm_finding
from fondaco.newsroom.models import Finding
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_project,
)
from tests.newsroom.confirming.findings import known_fair, make_finding, make_reading
from tests.newsroom.confirming.visiting import at, decide, refusals, send
from tests.submitting import said


def test_what_it_seems_to_be_is_shown_and_taken_for_it(
    cast: Cast, manager: Client, told: Finding
) -> None:
    fair = known_fair(cast)
    address = reverse("newsroom:pressitem_reading", args=[told.reading.item.uid])
    (card,) = manager.get(address).context["cards"]
    assert (card.chosen, card.chosen_key) == (fair, f"activity:{fair.uid}")
    assert card.reasons
    decide(manager, told, "accept", known=card.chosen_key)
    assert list(Activity.objects.all()) == [fair]


def test_what_changed_in_the_calendar_meanwhile_is_looked_at_first(
    cast: Cast, manager: Client, told: Finding
) -> None:
    """The page showed it as new; somebody wrote it by hand since."""
    known_fair(cast)
    assert len(said(decide(manager, told, "accept"))) == 1
    told.refresh_from_db()
    assert (told.state, Activity.objects.count()) == ("open", 1)


@pytest.mark.parametrize("known", ["nonsense", "activity:nobody", "activity:\0", ":"])
def test_a_record_that_is_not_there_is_not_linked(
    manager: Client, told: Finding, known: str
) -> None:
    assert len(said(decide(manager, told, "accept", known=known))) == 1
    assert not Activity.objects.exists()


def test_a_record_of_another_kind_or_network_is_not_linked(
    cast: Cast, manager: Client, told: Finding
) -> None:
    elsewhere = make_activity(title_it="Pollutec", kind="fair", start="2016-11-29")
    for record in (make_project(cast.network), elsewhere):
        key = f"{record._meta.model_name}:{record.uid}"
        answer = decide(manager, told, "accept", known=key)
        assert len(refusals(manager, answer)) == 1
        manager.post(at("link", told), {"link": key})
    told.refresh_from_db()
    assert (told.state, told.said.get("link")) == ("open", None)


def test_which_record_it_is_can_be_chosen_and_looked_for(
    cast: Cast, manager: Client, told: Finding
) -> None:
    fair = known_fair(cast)
    far = make_activity(cast.network, title_it="Salone dell'auto", start="2010", end="")
    draft = make_activity(
        cast.network,
        title_it="Salone segreto",
        is_published=False,
        maintained_by=cast.other_cluster,
    )
    shown = manager.get(at("link", told)).context["likely"]
    assert [one.record for _key, one in shown] == [fair]
    found = manager.get(at("link", told), {"search": "salone"}).context["likely"]
    assert [one.record for _key, one in found] == [fair, far]
    for hostile in ("\0", "%", "'; DROP", "x" * 5000):
        assert manager.get(at("link", told), {"search": hostile}).status_code == 200
    address = f"{at('link', told)}?search=salone"
    manager.post(address, {"link": f"activity:{draft.uid}"})
    told.refresh_from_db()
    assert "link" not in told.said
    manager.post(address, {"link": f"activity:{far.uid}"})
    page = reverse("newsroom:pressitem_reading", args=[told.reading.item.uid])
    (card,) = manager.get(page).context["cards"]
    assert card.chosen == far
    # Or that it is none of them.
    manager.post(at("link", told), {"link": "new"})
    (card,) = manager.get(page).context["cards"]
    assert card.chosen is None
    decide(manager, told, "accept")
    assert Activity.objects.count() == 4


def test_what_was_chosen_falls_with_a_change_of_kind(
    cast: Cast, manager: Client, told: Finding
) -> None:
    fair = known_fair(cast)
    manager.post(at("link", told), {"link": f"activity:{fair.uid}"})
    send(manager, told, kind="project")
    page = reverse("newsroom:pressitem_reading", args=[told.reading.item.uid])
    (card,) = manager.get(page).context["cards"]
    assert card.chosen is None
    decide(manager, told, "accept")
    told.refresh_from_db()
    assert (told.state, told.record._meta.model_name) == ("confirmed", "project")


def test_what_a_finding_is_said_to_be_is_of_its_kind(cast: Cast, told: Finding) -> None:
    """A project is none of the calendar's, whoever sends it along."""
    with pytest.raises(ValidationError):
        confirm_finding(told, actor=cast.manager, known=make_project(cast.network))
    told.said["kind"] = "project"
    told.save()
    with pytest.raises(ValidationError):
        confirm_finding(told, actor=cast.manager, known=known_fair(cast))


def fits_two_projects(cast: Cast) -> tuple[Finding, list[Project]]:
    whose = {"title_it": "GreenFab", "maintained_by": cast.cluster}
    projects = [make_project(cast.network, **whose) for _ in range(2)]
    finding = make_finding(make_reading(cast.cluster, cast.network), title="GreenFab")
    finding.said = finding.proposed = finding.said | {"kind": "project"}
    finding.save()
    return finding, projects


def test_what_fits_two_alike_is_chosen_by_a_person_before_it_is_accepted(
    cast: Cast, manager: Client
) -> None:
    """The key that accepts leads to the choice; a new one is made only on purpose."""
    finding, (first, second) = fits_two_projects(cast)
    address = reverse("newsroom:pressitem_reading", args=[finding.reading.item.uid])
    page = manager.get(address)
    (card,) = page.context["cards"]
    assert (card.chosen, card.is_unclear) == (None, True)
    assert f'href="{at("link", finding)}" data-do="accept link"' in page.text
    manager.post(at("link", finding), {"link": f"project:{second.uid}"})
    (card,) = manager.get(address).context["cards"]
    assert (card.chosen, card.is_unclear) == (second, False)
    manager.post(at("link", finding), {"link": "new"})
    (card,) = manager.get(address).context["cards"]
    assert (card.chosen, card.is_unclear) == (None, False)
    decide(manager, finding, "accept")
    assert Project.objects.exclude(pk__in=[first.pk, second.pk]).count() == 1


def test_as_new_is_said_on_purpose_where_two_fit(cast: Cast, manager: Client) -> None:
    finding, _projects = fits_two_projects(cast)
    decide(manager, finding, "accept")
    assert Project.objects.count() == 3

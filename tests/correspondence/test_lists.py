"""The pages of segments and lists: who is in them, and filling them."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from fondaco.correspondence.models import Segment
from fondaco.registry.models import Competence
from tests.conftest import Cast
from tests.factories import make_list, make_person


def fill_url(one: Any) -> str:
    return reverse("correspondence:distributionlist_fill", args=[one.uid])


def preview_url(segment: Segment) -> str:
    return reverse("correspondence:segment_preview", args=[segment.uid])


def italians(cast: Cast) -> Segment:
    make_person(given_name="Ada", family_name="Rossi", maintained_by=cast.cluster)
    make_person(
        given_name="Ida", family_name="Neri", maintained_by=cast.cluster, language="it"
    )
    make_person(
        given_name="Eva",
        family_name="Bo",
        maintained_by=cast.other_cluster,
        language="it",
    )
    return Segment.objects.create(cluster=cast.cluster, name="It", language="it")


def test_a_segment_shows_whom_it_holds_now(cast: Cast, client: Client) -> None:
    segment = italians(cast)
    client.force_login(cast.manager)
    page = client.get(preview_url(segment)).content.decode()
    words = set(re.findall(r"\w+", page))
    assert words & {"Rossi", "Neri", "Bo"} == {"Neri"}


def test_a_list_is_filled_by_paste_or_from_a_segment(
    cast: Cast, client: Client
) -> None:
    one, segment = make_list(cast.cluster), italians(cast)
    client.force_login(cast.manager)
    pasted = client.post(
        fill_url(one), {"addresses": "Lea Blu <lea@example.org>, who@example.org, x y"}
    ).content.decode()
    assert "who@example.org" in pasted
    assert "x y" in pasted
    assert [str(each.person) for each in one.members.all()] == ["Lea Blu"]
    client.post(fill_url(one), {"segment": str(segment.pk)})
    assert {str(each.person) for each in one.members.all()} == {"Lea Blu", "Ida Neri"}
    again = client.post(fill_url(one), {"segment": str(segment.pk)})
    assert len(again.context["filled"].present) == 1
    assert one.members.count() == 2


def test_nothing_given_is_told_beside_the_field(cast: Cast, client: Client) -> None:
    one = make_list(cast.cluster)
    client.force_login(cast.manager)
    answer = client.post(fill_url(one), {"addresses": "  "})
    assert list(answer.context["form"].errors) == ["addresses"]
    assert not one.members.exists()


def test_other_clusters_find_neither(cast: Cast, client: Client) -> None:
    one, segment = make_list(cast.cluster), italians(cast)
    theirs = Segment.objects.create(cluster=cast.other_cluster, name="Theirs")
    for user in (cast.other_manager, cast.member_contact, cast.participant):
        client.force_login(user)
        assert client.get(preview_url(segment)).status_code == 404
        assert client.post(fill_url(one), {"addresses": "a@b.it"}).status_code == 404
    client.force_login(cast.manager)
    answer = client.post(fill_url(one), {"segment": str(theirs.pk)})
    assert list(answer.context["form"].errors) == ["segment"]
    assert not one.members.exists()


def test_the_form_of_a_segment_says_what_nothing_means_and_leads_to_competences(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    address, competences = (
        reverse(f"{name}_add")
        for name in ("correspondence:segment", "registry:competence")
    )
    way = f'<a href="{competences}">'
    empty = client.get(address).content.decode()
    assert "ne fanno parte tutti i contatti" in empty
    assert way in empty
    Competence.objects.create(name_it="Laser", name_en="Laser")
    assert way not in client.get(address).content.decode()

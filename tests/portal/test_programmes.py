"""The list of programmes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.factories import make_programme

pytestmark = pytest.mark.django_db


def test_programmes_are_listed_with_what_they_are_part_of(client: Client) -> None:
    vanguard = make_programme(name_en="Vanguard", name_it="Vanguard")
    make_programme(name_en="ESM", name_it="ESM", kind="pilot", parent=vanguard)
    make_programme(name_en="S3", name_it="S3", kind="strategy")

    with override("en"):
        page = client.get(reverse("portal:programme_list"))

    assert [str(one) for one in page.context["page"]] == ["ESM", "S3", "Vanguard"]
    text = " ".join(page.content.decode().split())
    assert '<p class="kicker">strategy</p>' in text
    with override("en"):
        whole = reverse("portal:programme_detail", args=[vanguard.slug])
    assert f'Part of <a href="{whole}">Vanguard</a>' in text


def test_without_programmes_the_list_says_what_belongs_there(client: Client) -> None:
    with override("en"):
        page = client.get(reverse("portal:programme_list"))
    assert "No programme here" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_takes_few_queries(
    client: Client, rows: int, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for _row in range(rows):
        make_programme(parent=make_programme())
    with django_assert_max_num_queries(10):
        client.get(reverse("portal:programme_list"))

"""Bulletins and subscribers on the pages of others: desk, site map, personal data."""

import pytest
from django.test import Client

from fondaco.core.privacy import Subject
from fondaco.core.revisions import present_revision
from fondaco.newsroom.models import Bulletin
from fondaco.newsroom.privacy import _subscriptions
from fondaco.newsroom.vocabularies import BulletinState
from tests.conftest import Cast
from tests.factories import make_bulletin, make_subscriber

pytestmark = pytest.mark.django_db
BACKEND = "fondaco.accounts.backends.EmailBackend"


def test_the_desk_asks_a_second_person(cast: Cast, client: Client) -> None:
    waiting = make_bulletin(
        cast.cluster,
        cast.network,
        state=BulletinState.IN_REVIEW,
        drafted_by=cast.manager,
        edited_by=cast.manager,
    )
    seen = {}
    for name in ("manager", "coordinator", "other_manager"):
        client.force_login(getattr(cast, name), backend=BACKEND)
        page = client.get("/gestione/").content.decode()
        seen[name] = f"/gestione/bollettini/{waiting.uid}/anteprima/" in page
    assert seen == {"manager": False, "coordinator": True, "other_manager": False}


def test_the_site_map_has_what_is_published(cast: Cast, client: Client) -> None:
    out = make_bulletin(cast.cluster, cast.network, state=BulletinState.PUBLISHED)
    make_bulletin(cast.cluster, cast.network, slug_it="bozza", slug_en="draft")
    page = client.get("/sitemap-pages.xml")
    text = page.content.decode()
    assert f"/bollettini/{out.slug_it}/" in text
    assert f"/en/bulletins/{out.slug_en}/" in text
    assert "bozza" not in text


def test_kept_pages_are_made_anew_when_a_bulletin_changes(cast: Cast) -> None:
    before = present_revision()
    bulletin = make_bulletin(cast.cluster, cast.network)
    between = present_revision()
    Bulletin.objects.filter(pk=bulletin.pk).update(state=BulletinState.PUBLISHED)
    assert len({before, between, present_revision()}) == 3


def test_a_subscription_is_found_by_its_address(cast: Cast) -> None:
    one = make_subscriber(cast.cluster)
    make_subscriber(cast.cluster)
    subject = Subject("Ada", addresses=frozenset({one.address}))
    assert list(_subscriptions(subject)) == [one]

"""Whom the press names: told of it, and what of it goes."""

import datetime as dt

from django.utils import timezone

from fondaco.core.privacy import erase
from fondaco.core.privacy.held import read_held
from fondaco.core.privacy.retention import purge_due
from fondaco.newsroom.models import PressItem
from fondaco.registry.privacy import subject_of
from tests.conftest import Cast
from tests.factories import make_person, make_press_item, make_source

WORDS = "Il presidente Ada Rossi Bianchi ha salutato gli ospiti."


def told(cast: Cast, viewer: object = None) -> list[str]:
    person = make_person(given_name="Ada", family_name="Rossi Bianchi")
    held = read_held(subject_of(person), viewer)  # type: ignore[arg-type]
    return [
        row.title for kind, rows in held if kind.name == "press_items" for row in rows
    ]


def test_whoever_is_named_in_full_is_told_of_it(cast: Cast) -> None:
    make_press_item(cast.cluster, title="Nel testo", text=WORDS)
    make_press_item(cast.other_cluster, title="Ada Rossi Bianchi eletta")
    make_press_item(cast.cluster, title="Altro", text="Ada Rossini e Bianchi")
    assert sorted(told(cast)) == ["Ada Rossi Bianchi eletta", "Nel testo"]
    assert told(cast, cast.manager) == ["Nel testo"]


def test_an_erasure_takes_what_nothing_rests_on(cast: Cast) -> None:
    person = make_person(given_name="Ada", family_name="Rossi Bianchi")
    make_press_item(cast.cluster, title="Da leggere", text=WORDS)
    make_press_item(cast.cluster, title="Via", text=f"{WORDS} Via.", state="set_aside")
    make_press_item(
        cast.cluster,
        title="Con fatti",
        text=f"{WORDS} Con fatti.",
        state="set_aside",
        source=make_source(),
    )
    erase(subject_of(person), means="letter", role="administrator")
    left = PressItem.objects.order_by("pk").values_list("title", flat=True)
    assert list(left) == ["Da leggere", "Con fatti"]
    assert not PressItem.history.filter(title="Via").exists()


def test_who_added_a_text_is_forgotten_with_the_account(cast: Cast) -> None:
    item = make_press_item(cast.cluster, actor=cast.manager)
    cast.manager.delete()
    item.refresh_from_db()
    assert item.added_by is None


def test_what_was_set_aside_goes_after_two_years(cast: Cast) -> None:
    titles = ("Da leggere", "Con fatti", "Recente", "Via")
    source = make_source()
    for title in titles:
        make_press_item(
            cast.cluster,
            title=title,
            state="new" if title == "Da leggere" else "set_aside",
            source=source if title == "Con fatti" else None,
        )
    past = timezone.now() - dt.timedelta(days=731)
    PressItem.objects.exclude(title="Recente").update(modified_at=past)
    assert purge_due()["press_items"] == 1
    left = PressItem.objects.order_by("pk").values_list("title", flat=True)
    assert list(left) == ["Da leggere", "Con fatti", "Recente"]

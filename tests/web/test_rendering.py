"""Pages, and what is left of them."""

import gc
import weakref

from django.template.loader import render_to_string
from django.test import RequestFactory


class Thing:
    def __str__(self) -> str:
        return "a thing"


def test_what_a_page_was_made_of_goes_with_it_and_nobody_has_to_look_for_it() -> None:
    thing = Thing()
    left = weakref.ref(thing)
    request = RequestFactory().get("/")
    gc.disable()
    try:
        made = render_to_string("web/offline.html", {"thing": thing}, request)
        del thing
        gone = left() is None
    finally:
        gc.enable()
    assert "<html" in made
    assert gone

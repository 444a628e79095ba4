"""A session that ends while somebody writes costs them no word, and tells nothing."""

import re
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from fondaco.accounts.models import User
from fondaco.activities.models import Activity
from fondaco.activities.records import ACTIVITIES
from fondaco.web.records.visits import open_visit
from tests.conftest import Cast
from tests.factories import PASSWORD, make_activity, make_place, make_source
from tests.submitting import form_values

KEPT = "nulla è perduto"
RESTORED = "era finito"
FAIR = {"title_it": "Fiera", "kind": "fair"}


@pytest.fixture
def browser() -> Client:
    """It checks tokens, as the site does."""
    return Client(enforce_csrf_checks=True)


def sign_in(browser: Client, user: User, url: str = "") -> Any:
    page = browser.get(reverse("account_login"), {"next": url})
    token = page.context["csrf_token"]
    data = {"login": user.email, "password": PASSWORD, "next": url}
    return browser.post(
        reverse("account_login"), data | {"csrfmiddlewaretoken": str(token)}
    )


def end_the_session(browser: Client) -> None:
    """As it ends for whoever was away too long: nobody signed out."""
    Session.objects.all().delete()


def write(browser: Client, user: User, url: str, **words: str) -> dict[str, Any]:
    sign_in(browser, user)
    return form_values(browser.get(url)) | words


def test_words_survive_a_session_that_ended(cast: Cast, browser: Client) -> None:
    url = f"{ACTIVITIES.url('add')}?next=/calendario/"
    sent = write(browser, cast.manager, url, **FAIR)
    end_the_session(browser)
    refusal = browser.post(url, sent)
    assert refusal.status_code == 404
    assert KEPT in refusal.text
    link = re.search(r'href="([^"]*\?next=[^"]*)"', refusal.text)
    assert link
    assert not Activity.objects.exists()

    assert sign_in(browser, cast.manager, url).url == url
    page = browser.get(url)
    assert RESTORED in page.text
    again = form_values(page)
    assert again["title_it"] == ["Fiera"]
    answer = browser.post(url, again)
    assert answer.url == "/calendario/"  # type: ignore[attr-defined]
    assert Activity.objects.get().title_it == "Fiera"
    assert RESTORED not in browser.get(url).text


def test_a_wrong_password_and_a_second_look_lose_nothing(
    cast: Cast, browser: Client
) -> None:
    url = ACTIVITIES.url("add")
    sent = write(browser, cast.manager, url, **FAIR)
    end_the_session(browser)
    browser.post(url, sent)
    assert sign_in(browser, User(email="nobody@example.org")).status_code == 200
    sign_in(browser, cast.manager)
    for _look in range(2):
        assert form_values(browser.get(url))["title_it"] == ["Fiera"]


def test_words_upon_a_record_that_changed_meanwhile_are_set_beside_it(
    cast: Cast, browser: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    place = make_place(activity, "FR", city="Lyon")
    url = ACTIVITIES.url("change", activity)
    sent = write(browser, cast.manager, url, title_en="My fair")
    end_the_session(browser)
    browser.post(url, sent)
    place.delete()
    activity.save()
    sign_in(browser, cast.manager)
    page = browser.get(url)
    assert page.context["editing"].has_changed_meanwhile
    assert page.context["editing"].errors == []
    assert form_values(page)["title_en"] == ["My fair"]


def test_the_sources_of_a_row_survive_too(cast: Cast, browser: Client) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    url = ACTIVITIES.sources_url(activity, make_place(activity, "FR"))
    words = {"citation-0-source": str(make_source().pk), "citation-0-quote": "Lione"}
    sent = write(browser, cast.manager, url, **words)
    end_the_session(browser)
    browser.post(url, sent)
    sign_in(browser, cast.manager)
    assert form_values(browser.get(url))["citation-0-quote"] == ["Lione"]


def test_words_may_be_discarded(cast: Cast, browser: Client) -> None:
    url = ACTIVITIES.url("add")
    sent = write(browser, cast.manager, url, **FAIR)
    end_the_session(browser)
    browser.post(url, sent)
    sign_in(browser, cast.manager)
    page = browser.get(url)
    token = str(page.context["csrf_token"])
    visit = form_values(page)["visit"][0]
    discard = {"press": "discard", "visit": visit, "csrfmiddlewaretoken": token}
    assert browser.post(url, discard).status_code == 302
    assert form_values(browser.get(url))["title_it"] == [""]


def test_nobody_else_reads_them_on_the_same_browser(
    cast: Cast, browser: Client
) -> None:
    url = ACTIVITIES.url("add")
    sent = write(browser, cast.manager, url, **FAIR)
    end_the_session(browser)
    browser.post(url, sent)
    assert "Fiera" in str(dict(browser.session))
    sign_in(browser, cast.other_manager)
    assert form_values(browser.get(url))["title_it"] == [""]
    assert "Fiera" not in str(dict(browser.session))


def test_words_wait_an_hour(
    cast: Cast, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = ACTIVITIES.url("add")
    sent = write(browser, cast.manager, url, **FAIR)
    end_the_session(browser)
    browser.post(url, sent)
    assert browser.session.get_expiry_age() <= 3600
    sign_in(browser, cast.manager)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3601)
    assert form_values(browser.get(url))["title_it"] == [""]


def test_words_that_were_saved_from_another_tab_are_not_saved_again(
    cast: Cast, browser: Client
) -> None:
    url = ACTIVITIES.url("add")
    sent = write(browser, cast.manager, url, **FAIR)
    end_the_session(browser)
    browser.post(url, sent)
    sign_in(browser, cast.manager)
    token = str(browser.get(url).context["csrf_token"])
    browser.post(url, sent | {"csrfmiddlewaretoken": token})
    made = Activity.objects.get()
    end_the_session(browser)
    browser.post(url, sent)
    sign_in(browser, cast.manager)
    assert browser.get(url).url == ACTIVITIES.url("change", made)  # type: ignore[attr-defined]
    assert RESTORED not in browser.get(url).text


def test_signing_in_again_in_another_tab_loses_nothing(
    cast: Cast, browser: Client
) -> None:
    """The token of the form is then an old one."""
    url = ACTIVITIES.url("add")
    sent = write(browser, cast.manager, url, **FAIR)
    end_the_session(browser)
    sign_in(browser, cast.manager)
    refusal = browser.post(url, sent | {"csrfmiddlewaretoken": "x" * 32})
    assert refusal.status_code == 403
    assert KEPT in refusal.text
    assert f'<a href="{url}">' in refusal.text
    assert form_values(browser.get(url))["title_it"] == ["Fiera"]


def test_a_form_from_elsewhere_leaves_no_words(cast: Cast, browser: Client) -> None:
    sign_in(browser, cast.manager)
    url = ACTIVITIES.url("add")
    for visit in ("", "forged", open_visit(cast.other_manager)):
        refusal = browser.post(url, FAIR | {"visit": visit})
        assert refusal.status_code == 403
        assert KEPT not in refusal.text
        assert "Fiera" not in str(dict(browser.session))


def test_a_visitor_who_posts_gets_no_session(db: None, client: Client) -> None:
    for path in (ACTIVITIES.url("add"), "/nulla/", "/gestione/nulla/"):
        response = client.post(path, {"title_it": "x", "visit": "forged"})
        assert response.status_code == 404
        assert not response.cookies
    assert not Session.objects.exists()


def test_a_request_that_cannot_be_read_is_no_error_of_ours(
    db: None, client: Client
) -> None:
    kind = "multipart/form-data; boundary=x"
    for body in ("--x\r\nnonsense", "", "--x--"):
        assert client.post("/nulla/", body, content_type=kind).status_code in {400, 404}
    many = "&".join(f"f{number}=" for number in range(6000))
    form = "application/x-www-form-urlencoded"
    assert client.post("/nulla/", many, content_type=form).status_code in {400, 404}


@pytest.mark.parametrize("verb", ["change", "delete", "publish", "merge", "sources"])
def test_what_exists_and_what_does_not_answer_a_signed_out_post_alike(
    cast: Cast, browser: Client, verb: str
) -> None:
    """With a form's visit or without, with a token or without."""
    private = make_activity(
        cast.network, maintained_by=cast.other_cluster, is_published=False
    )
    row = make_place(private, "FR").pk
    sent = write(browser, cast.manager, ACTIVITIES.url("add"), **FAIR)
    end_the_session(browser)
    for words in (sent, sent | {"visit": "forged"}, FAIR):
        answers = []
        for uid in (private.uid, "a" * len(private.uid)):
            if verb == "sources":
                url = reverse("activities:place_sources", args=[uid, row])
            else:
                url = reverse(f"activities:activity_{verb}", args=[uid])
            answers.append(_told(browser.post(url, words), uid))
        assert answers[0] == answers[1]


def _told(response: Any, uid: str) -> tuple[int, list[str], str]:
    """All that an answer says, but for the address asked and for its tokens."""
    text = response.text.replace(uid, "")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return response.status_code, sorted(response.cookies), text

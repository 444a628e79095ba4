"""A bulletin from the record to the public page, by way of a second person."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from fondaco.activities.models import Activity
from fondaco.core.outbox import run_due
from fondaco.core.permissions import may
from fondaco.newsroom.actions import bulletins as actions
from fondaco.newsroom.actions import corrections
from fondaco.newsroom.exports.blocks import blocks_of
from fondaco.newsroom.models import Bulletin
from fondaco.newsroom.periods import period_in_words, read_period
from fondaco.newsroom.permissions import approves_bulletin
from fondaco.newsroom.queries.bulletins import read_text
from fondaco.newsroom.reach import own_bulletins, visible_bulletins
from fondaco.newsroom.vocabularies import BulletinState
from fondaco.registry.models import Cluster, Network
from tests.conftest import Cast, acting_as
from tests.factories import (
    make_activity,
    make_bulletin,
    make_participation,
    make_user,
)

State = BulletinState
BACKEND = "fondaco.accounts.backends.EmailBackend"


@pytest.fixture
def told(cast: Cast) -> Activity:
    """One activity of November 2016 that the record tells."""
    activity = make_activity(
        cast.network,
        title_it="Fiera *del* Nord",
        title_en="Northern Fair",
        kind="fair",
        status="held",
        start="2016-11-23",
        end="2016-11-25",
        is_published=True,
    )
    make_participation(activity, cast.cluster, is_published=True)
    return activity


def compose(cast: Cast, **fields: Any) -> Bulletin:
    own = {
        "cluster": cast.cluster,
        "about": cast.network,
        "first_day": dt.date(2016, 11, 1),
        "last_day": dt.date(2016, 11, 30),
    }
    bulletin = Bulletin(**own | fields)
    actions.save_bulletin(bulletin, actor=cast.manager)
    return bulletin


def seen(bulletin: Bulletin) -> str:
    bulletin.refresh_from_db()
    return actions.version_of(bulletin)


def to_approved(cast: Cast, bulletin: Bulletin) -> Bulletin:
    actions.ask_approval(bulletin, actor=cast.manager, seen=seen(bulletin))
    actions.approve(bulletin, actor=cast.coordinator, seen=seen(bulletin))
    bulletin.refresh_from_db()
    return bulletin


def to_published(cast: Cast, bulletin: Bulletin) -> Bulletin:
    to_approved(cast, bulletin)
    actions.publish(bulletin, actor=cast.manager, seen=seen(bulletin))
    bulletin.refresh_from_db()
    return bulletin


@pytest.mark.parametrize(
    ("code", "it", "en"),
    [
        ("2016", "2016", "2016"),
        ("2016-q4", "quarto trimestre 2016", "fourth quarter of 2016"),
        ("2016-11", "novembre 2016", "November 2016"),
    ],
)
def test_periods_have_names(code: str, it: str, en: str) -> None:
    period = read_period(code)
    assert period
    assert (period_in_words(period, "it"), period_in_words(period, "en")) == (it, en)


@pytest.mark.parametrize("code", ["", "days", "2016-13", "2016-q5", "20166", "0000"])
def test_what_is_no_period(code: str) -> None:
    assert read_period(code) is None


@pytest.mark.django_db
def test_a_draft_is_composed_in_both_languages(cast: Cast, told: Activity) -> None:
    bulletin = compose(cast)
    assert bulletin.title_it == "Bollettino, novembre 2016"
    assert bulletin.title_en == "Bulletin, November 2016"
    # The title has no emphasis: it is called so.
    assert "fiera \\*del\\* Nord" in bulletin.body_it
    assert "Northern Fair" in bulletin.body_en
    assert bulletin.state == State.DRAFT
    reading = read_text(bulletin, bulletin, "it")
    assert len(reading.sentences) == 1
    assert "fiera *del* Nord" in reading.html
    record = reading.sentences[0].records[0]
    assert record.url == reverse("activities:activity_detail", args=[told.uid])
    reasons = [one.history_change_reason for one in bulletin.history.all()]
    assert reasons == ["compose", ""]


@pytest.mark.django_db
def test_an_empty_period_makes_no_bulletin(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        compose(cast)
    assert "nulla" in refused.value.messages[0]
    assert not Bulletin.objects.exists()


@pytest.mark.django_db
def test_what_is_no_longer_public_is_not_named(cast: Cast, told: Activity) -> None:
    bulletin = compose(cast)
    Activity.objects.update(is_published=False)
    assert read_text(bulletin, bulletin, "it").sentences == []


@pytest.mark.django_db
def test_a_second_person_approves(cast: Cast, told: Activity) -> None:
    bulletin = compose(cast)
    colleague = acting_as("cluster_manager", cluster=cast.cluster)
    actions.ask_approval(bulletin, actor=cast.manager, seen=seen(bulletin))
    with pytest.raises(ValidationError):
        actions.approve(bulletin, actor=cast.manager, seen=seen(bulletin))
    with pytest.raises(ValidationError):
        actions.approve(bulletin, actor=cast.other_manager, seen=seen(bulletin))
    before = seen(bulletin)
    bulletin.body_it += "\nAncora.\n"
    actions.save_bulletin(bulletin, actor=colleague)
    assert bulletin.state == State.DRAFT
    # Of what was seen before, nothing is decided.
    with pytest.raises(ValidationError):
        actions.ask_approval(bulletin, actor=cast.manager, seen=before)
    actions.ask_approval(bulletin, actor=colleague, seen=seen(bulletin))
    for author in (cast.manager, colleague):
        with pytest.raises(ValidationError):
            actions.approve(bulletin, actor=author, seen=seen(bulletin))
    actions.approve(bulletin, actor=cast.coordinator, seen=seen(bulletin))
    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.approved_by) == (State.APPROVED, cast.coordinator)


@pytest.mark.django_db
def test_whatever_is_written_after_approval_is_a_draft(
    cast: Cast, told: Activity
) -> None:
    bulletin = to_approved(cast, compose(cast))
    approved = bulletin.history.first()
    actions.save_bulletin(bulletin, actor=cast.coordinator)
    assert bulletin.state == State.DRAFT
    # Nor does an earlier version bring the approval back.
    for field in approved.tracked_fields:
        setattr(bulletin, field.attname, getattr(approved, field.attname))
    assert bulletin.state == State.APPROVED
    actions.save_bulletin(bulletin, actor=cast.coordinator, reason="restore")
    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.approved_by) == (State.DRAFT, None)


@pytest.mark.django_db
def test_it_is_published_once_and_stays(cast: Cast, told: Activity) -> None:
    bulletin = compose(cast)
    with pytest.raises(ValidationError):
        actions.publish(bulletin, actor=cast.manager, seen=seen(bulletin))
    to_published(cast, bulletin)
    assert bulletin.state == State.PUBLISHED
    assert bulletin.slug_it == "bollettino-novembre-2016"
    assert bulletin.slug_en == "bulletin-november-2016"
    with pytest.raises(ValidationError):
        actions.publish(bulletin, actor=cast.manager, seen=seen(bulletin))
    with pytest.raises(ValidationError):
        actions.save_bulletin(bulletin, actor=cast.manager)
    assert actions.reason_to_keep_bulletin(bulletin, cast.manager)
    again = to_published(cast, compose(cast))
    assert again.slug_it == "bollettino-novembre-2016-2"


@pytest.mark.django_db
def test_the_worker_publishes_when_the_time_comes(cast: Cast, told: Activity) -> None:
    bulletin = to_approved(cast, compose(cast))
    later = timezone.now() + dt.timedelta(days=1)
    actions.publish(bulletin, actor=cast.manager, seen=seen(bulletin), at=later)
    assert run_due() == []
    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.publish_at) == (State.APPROVED, later)
    assert actions.publish_due(bulletin.pk, later.isoformat())
    bulletin.refresh_from_db()
    assert bulletin.state == State.PUBLISHED
    assert actions.publish_due(bulletin.pk, later.isoformat()) == ""


@pytest.mark.django_db
def test_a_date_that_was_taken_back_publishes_nothing(
    cast: Cast, told: Activity
) -> None:
    bulletin = to_approved(cast, compose(cast))
    later = timezone.now() + dt.timedelta(days=1)
    actions.publish(bulletin, actor=cast.manager, seen=seen(bulletin), at=later)
    actions.take_back(bulletin, actor=cast.manager, seen=seen(bulletin))
    assert actions.publish_due(bulletin.pk, later.isoformat()) == ""
    bulletin.refresh_from_db()
    assert bulletin.state == State.DRAFT


@pytest.mark.django_db
def test_composing_again_says_what_would_be_lost(
    cast: Cast, told: Activity, client: Client
) -> None:
    bulletin = compose(cast)
    bulletin.body_it += "\nUna riga nostra.\n"
    actions.save_bulletin(bulletin, actor=cast.manager)
    make_activity(
        cast.network, title_it="Altra fiera", start="2016-11-02", is_published=True
    )
    client.force_login(cast.manager, backend=BACKEND)
    url = reverse("newsroom:bulletin_compose", args=[bulletin.uid])
    page = client.get(url)
    parts = {one["language"]: one for one in page.context["parts"]}
    assert parts["it"]["lost"] == ["Una riga nostra."]
    assert parts["en"]["lost"] == []
    assert parts["it"]["new"] == []
    compared = client.get(url, {"new": ""}).context["parts"]
    assert any("Altra fiera" in line for line in compared[0]["new"])
    client.post(url, {"seen": page.context["seen"]})
    bulletin.refresh_from_db()
    assert "Una riga nostra" not in bulletin.body_it
    assert "Altra fiera" in bulletin.body_it


@pytest.mark.django_db
def test_the_list_says_in_figures_when_it_was_published(
    cast: Cast, client: Client
) -> None:
    moment = dt.datetime(2026, 11, 28, 9, 53, tzinfo=dt.UTC)
    make_bulletin(cast.cluster, cast.network, state="published", published_at=moment)
    client.force_login(cast.manager, backend=BACKEND)
    page = client.get(reverse("newsroom:bulletin_manage")).content.decode()
    assert "28/11/2026 10:53" in page
    assert "Novembre" not in page


@pytest.mark.django_db
def test_a_correction_has_a_note_and_a_second_person(
    cast: Cast, told: Activity, client: Client
) -> None:
    bulletin = to_published(cast, compose(cast))
    client.force_login(cast.manager, backend=BACKEND)
    url = reverse("newsroom:bulletin_correct", args=[bulletin.uid])
    words = {
        "title_it": bulletin.title_it,
        "body_it": "## Attività\n\nTesto corretto.",
        "title_en": bulletin.title_en,
        "body_en": bulletin.body_en,
    }
    form = client.post(url, words).context["form"]
    assert set(form.errors) == {"note_it", "note_en"}
    assert all(form.fields[name].required for name in form.errors)
    notes = {"note_it": "La data era sbagliata.", "note_en": "The day was wrong."}
    assert client.post(url, words | notes).status_code == 302
    page = Client().get(f"/bollettini/{bulletin.slug_it}/").content.decode()
    assert "Testo corretto" not in page
    one = bulletin.corrections.get()
    now = one.modified_at.isoformat()
    with pytest.raises(ValidationError):
        corrections.approve_correction(one, actor=cast.manager, seen=now)
    state = reverse("newsroom:bulletin_state", args=[bulletin.uid])
    client.force_login(cast.coordinator, backend=BACKEND)
    client.post(state, {"press": "approve_correction", "seen": now})
    page = Client().get(f"/bollettini/{bulletin.slug_it}/").content.decode()
    assert "Testo corretto" in page
    assert "La data era sbagliata." in page
    bulletin.refresh_from_db()
    assert bulletin.state == State.CORRECTED
    assert bulletin.approved_by == cast.coordinator


@pytest.mark.django_db
def test_one_correction_at_a_time_and_it_may_be_dropped(
    cast: Cast, told: Activity
) -> None:
    bulletin = to_published(cast, compose(cast))
    one, other = (corrections.begin_correction(bulletin) for _ in range(2))
    one.note_it = one.note_en = "x"
    corrections.save_correction(one, actor=cast.manager)
    with pytest.raises(ValidationError):
        corrections.save_correction(other, actor=cast.manager)
    now = one.modified_at.isoformat()
    corrections.drop_correction(one, actor=cast.manager, seen=now)
    corrections.save_correction(other, actor=cast.manager)


@pytest.mark.django_db
def test_who_may_do_what(cast: Cast) -> None:
    draft = make_bulletin(cast.cluster, cast.network)
    out = make_bulletin(cast.cluster, cast.network, state=State.PUBLISHED)
    keepers = {cast.manager, cast.coordinator, cast.administrator}
    others = {cast.other_manager, cast.member_contact, cast.participant}
    for person in (*keepers, *others):
        own = person in keepers
        assert may(person, "newsroom.view_bulletin", draft) == own
        assert may(person, "newsroom.change_bulletin", draft) == own
        assert may(person, "newsroom.delete_bulletin", draft) == own
        assert bool(approves_bulletin(person, draft)) == own
        assert may(person, "newsroom.view_bulletin", out)
        draft.edited_by = person
        assert not approves_bulletin(person, draft)
        draft.edited_by = None
        if person != cast.administrator:
            assert not may(person, "newsroom.delete_bulletin", out)
        assert set(own_bulletins(person)) == ({draft, out} if own else set())
        assert set(visible_bulletins(person)) == ({draft, out} if own else {out})


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["other_manager", "participant", "stranger"])
def test_drafts_are_nowhere_for_others(cast: Cast, who: str, client: Client) -> None:
    draft = make_bulletin(cast.cluster, cast.network, slug_it="x", slug_en="x")
    if person := getattr(cast, who):
        client.force_login(person, backend=BACKEND)
    for verb in ("preview", "state", "compose", "correct", "send", "test", "cancel"):
        url = reverse(f"newsroom:bulletin_{verb}", args=[draft.uid])
        assert client.get(url).status_code == 404
        assert client.post(url).status_code in {404, 405}
    assert client.get("/bollettini/x/").status_code == 404
    assert draft.title_it not in client.get("/bollettini/").content.decode()
    assert (
        draft.title_it not in client.get("/bollettini/bollettini.atom").content.decode()
    )


@pytest.mark.django_db
def test_the_form_composes_and_leads_to_the_preview(
    cast: Cast, told: Activity, client: Client
) -> None:
    client.force_login(cast.manager, backend=BACKEND)
    url = reverse("newsroom:bulletin_add")
    form = client.get(url).context["editing"].form
    codes = dict(form.fields["period"].choices)
    assert "2016" in codes
    empty = {
        "period": "2016-10",
        "cluster": cast.cluster.pk,
        "visit": form["visit"].value(),
    }
    refused = client.post(url, empty)
    assert refused.status_code == 200
    assert "nulla" in str(refused.context["editing"].form.non_field_errors())
    days = empty | {"period": "days", "first_day": "2016-11-30", "last_day": ""}
    assert "last_day" in client.post(url, days).context["editing"].form.errors
    wrong = days | {"last_day": "2016-11-01"}
    assert "last_day" in client.post(url, wrong).context["editing"].form.errors
    done = client.post(
        url,
        empty | {"period": "2016-11", "kinds": ["fair"], "clusters": [cast.cluster.pk]},
    )
    bulletin = Bulletin.objects.get()
    assert done["Location"] == reverse("newsroom:bulletin_preview", args=[bulletin.uid])
    assert bulletin.about == cast.network
    assert bulletin.kinds == ["fair"]
    assert list(bulletin.clusters.all()) == [cast.cluster]
    change = reverse("newsroom:bulletin_change", args=[bulletin.uid])
    fields = client.get(change).context["editing"].form.fields
    assert {"title_it", "title_en", "body_it", "body_en"} <= set(fields)
    assert "period" not in fields


@pytest.mark.django_db
def test_the_way_by_the_pages(cast: Cast, told: Activity, client: Client) -> None:
    bulletin = compose(cast)
    preview = reverse("newsroom:bulletin_preview", args=[bulletin.uid])
    state = reverse("newsroom:bulletin_state", args=[bulletin.uid])
    client.force_login(cast.manager, backend=BACKEND)
    assert client.get(preview, {"as": "mail", "language": "en"}).status_code == 200

    def press(word: str, **more: str) -> Any:
        data = {"press": word, "seen": seen(bulletin), **more}
        return client.post(state, data, follow=True)

    assert not press("ask").context["may_approve"]
    press("approve")
    bulletin.refresh_from_db()
    assert bulletin.state == State.IN_REVIEW
    client.force_login(cast.coordinator, backend=BACKEND)
    assert press("approve").context["number"] == 0
    past = press("publish", publish_at="2020-01-01T10:00")
    assert [one.level_tag for one in past.context["messages"]] == ["error"]
    soon = (timezone.localtime() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    press("publish", publish_at=soon)
    bulletin.refresh_from_db()
    assert bulletin.publish_at
    press("take_back")
    press("ask")
    press("approve")
    # Who asked again wrote nothing: the manager is still the author.
    press("publish")
    bulletin.refresh_from_db()
    assert bulletin.state == State.PUBLISHED
    assert (
        client.get(reverse("newsroom:bulletin_change", args=[bulletin.uid])).status_code
        == 200
    )


@pytest.mark.django_db
def test_the_public_page_in_each_language(
    cast: Cast, told: Activity, client: Client
) -> None:
    bulletin = to_published(cast, compose(cast))
    page = client.get("/bollettini/bollettino-novembre-2016/")
    text = page.content.decode()
    assert '"@type": "NewsArticle"' in text or '"@type":"NewsArticle"' in text
    assert (
        'hreflang="en" href="http://localhost:8000/en/bulletins/bulletin-november-2016/"'
        in text
    )
    other = client.get("/en/bulletins/bollettino-novembre-2016/")
    assert other["Location"] == "/en/bulletins/bulletin-november-2016/"
    english = client.get(other["Location"]).content.decode()
    assert "Northern Fair" in english
    feed = client.get("/en/bulletins/bulletins.atom").content.decode()
    assert "/en/bulletins/bulletin-november-2016/" in feed
    assert client.get("/bollettini/", {"of": f"cluster-{cast.cluster.slug}"}).context[
        "lines"
    ]
    assert client.get("/bollettini/", {"of": "cluster-nobody"}).context["lines"]
    Bulletin.objects.filter(pk=bulletin.pk).update(title_en="", body_en="")
    assert (
        'lang="it"'
        in client.get("/en/bulletins/bulletin-november-2016/").content.decode()
    )


@pytest.mark.django_db
def test_as_many_queries_for_one_as_for_many(cast: Cast, client: Client) -> None:
    numbers: dict[str, set[int]] = {}
    for _ in range(2):
        for _more in range(3):
            activity = make_activity(
                cast.network, start="2016-11-02", is_published=True
            )
            make_participation(activity, cast.cluster, is_published=True)
            bulletin = to_published(cast, compose(cast))
        with translation.override("it"):
            detail = reverse("newsroom:bulletin_detail", args=[bulletin.slug])
        for url in ("/bollettini/", detail, "/bollettini/bollettini.atom"):
            with CaptureQueriesContext(connection) as found:
                client.get(url)
            name = "detail" if url == detail else url
            numbers.setdefault(name, set()).add(len(found))
    assert numbers == {
        "/bollettini/": {3},
        "detail": {3},
        "/bollettini/bollettini.atom": {1},
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped_9ctl")
def test_the_bulletin_of_2016_leads_to_its_records() -> None:
    network = Network.objects.get(slug="9ctl")
    bulletin = Bulletin(
        network=network,
        about=network,
        first_day=dt.date(2016, 1, 1),
        last_day=dt.date(2016, 12, 31),
    )
    actions.save_bulletin(bulletin, actor=make_user())
    for language in ("it", "en"):
        reading = read_text(bulletin, bulletin, language)
        assert len(reading.sentences) == len(bulletin.drafted[language]) >= 15
    # What is counted of an activity stands beside it.
    assert "nel corso dell’anno. Si sono contati" in bulletin.body_it
    assert Cluster.objects.count() == 9


@pytest.mark.django_db
def test_on_paper_it_says_the_same(cast: Cast, told: Activity, client: Client) -> None:
    bulletin = compose(cast)
    bulletin.body_it += "\n1. **uno** *due* `tre`\n   - [quattro](/a/)\n\n"
    bulletin.body_it += "> cinque\n\n---\n\n    sei\n\n#set"
    actions.save_bulletin(bulletin, actor=cast.manager)
    to_published(cast, bulletin)
    url = f"/bollettini/{bulletin.slug_it}/bollettino.pdf"
    assert client.get(url).content.startswith(b"%PDF")
    assert client.get(f"/en{url}").status_code == 404
    reading = read_text(bulletin, bulletin, "it")
    blocks = blocks_of(reading.tokens, "https://s.org")
    assert [(one["kind"], one["depth"], one["marker"]) for one in blocks] == [
        ("heading", 2, ""),
        ("paragraph", 0, ""),
        ("paragraph", 1, "1."),
        ("paragraph", 2, "–"),
        ("paragraph", 1, ""),
        ("rule", 0, ""),
        ("paragraph", 0, ""),
        ("paragraph", 0, ""),
    ]
    assert [one["text"] for one in blocks[1]["runs"] if one["mark"]] == ["1"]
    links = [one["link"] for one in blocks[3]["runs"]]
    assert links == ["https://s.org/a/"]

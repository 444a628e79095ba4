"""What the fields of a page offer, read at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from fondaco.activities.choices import PROGRAMMES, VISIBLE_ACTIVITIES
from fondaco.registry.choices import ALL_CLUSTERS, MANAGED_CLUSTERS, VISIBLE_PEOPLE
from fondaco.registry.models import Cluster
from fondaco.registry.scope import scope_of
from fondaco.web.records import Options
from fondaco.web.records.options import RecordChoiceField, RecordMultipleChoiceField
from tests.conftest import Cast
from tests.factories import make_activity, make_cluster, make_person, make_programme


def field_of(options: Options, *present: Any, many: bool = False) -> Any:
    kind = RecordMultipleChoiceField if many else RecordChoiceField
    field = kind(Cluster, required=False)
    field.bind(
        options, MANAGED_CLUSTERS, [one.pk for one in present], lambda: list(present)
    )
    return field


def test_the_choices_of_a_whole_page_are_one_query(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    make_programme()
    options = Options(cast.administrator)
    asked = (ALL_CLUSTERS, VISIBLE_ACTIVITIES, PROGRAMMES, VISIBLE_PEOPLE)
    for choices in asked:
        options.ask(choices)
    scope_of(cast.administrator)
    with django_assert_num_queries(1):
        for choices in asked:
            options.labels(choices)
            options.labels(choices)


def test_labels_are_in_the_readers_language_and_in_its_order(cast: Cast) -> None:
    for it, en in (("Èlite", "Elite"), ("zeta", ""), ("", "Alpha")):
        make_activity(cast.network, title_it=it, title_en=en, start="2016")
    make_activity(cast.network, title_it="Beta", title_en="", start=None)
    make_activity(cast.network, title_it="Gamma 2016", title_en="", start="2016")
    with override("it"):
        labels = list(Options(cast.manager).labels(VISIBLE_ACTIVITIES).values())
    assert labels == [
        "Alpha (2016)",
        "Beta",
        "Èlite (2016)",
        "Gamma 2016",
        "zeta (2016)",
    ]
    with override("en"):
        labels = list(Options(cast.manager).labels(VISIBLE_ACTIVITIES).values())
    assert labels[2:4] == ["Elite (2016)", "Gamma 2016"]


def test_a_choice_is_one_of_those_offered_and_nothing_else(cast: Cast) -> None:
    field = field_of(Options(cast.manager))
    assert field.clean(str(cast.cluster.pk)) == cast.cluster
    assert field.clean("") is None
    for wrong in (str(cast.other_cluster.pk), "0", "x", "\0", "9" * 40, " 1"):
        with pytest.raises(ValidationError):
            field.clean(wrong)


def test_what_a_record_holds_today_may_stay_beyond_reach(cast: Cast) -> None:
    beyond = make_cluster()
    field = field_of(Options(cast.manager), beyond)
    assert dict(field.choices)[str(beyond.pk)] == str(beyond)
    assert field.clean(str(beyond.pk)) == beyond
    person = make_person(maintained_by=cast.other_cluster)
    hidden: Any = RecordChoiceField(type(person))
    hidden.bind(Options(cast.manager), VISIBLE_PEOPLE, [person.pk], lambda: [person])
    assert str(person) not in str(list(hidden.choices))
    assert hidden.clean(str(person.pk)) == person


def test_many_are_chosen_together(cast: Cast) -> None:
    field = field_of(Options(cast.coordinator), many=True)
    both = [cast.cluster, cast.other_cluster]
    keys = [str(one.pk) for one in both]
    assert field.clean(keys) == both
    assert field.clean([]) == []
    assert field.prepare_value(both) == [one.pk for one in both]
    assert field.prepare_value(None) == []
    assert not field.has_changed(both, keys)
    assert field.has_changed(both, keys[:1])
    for wrong in (["0"], ["x"], "x"):
        with pytest.raises(ValidationError):
            field.clean(wrong)


def test_a_select_escapes_the_names_it_offers(cast: Cast) -> None:
    make_cluster(network=cast.network, acronym="<b>&\"'")
    field = field_of(Options(cast.administrator))
    drawn = field.widget.render("cluster", cast.cluster.pk, {"id": "id_cluster"})
    assert "<b>" not in drawn
    assert "&lt;b&gt;&amp;&quot;&#x27;" in drawn
    assert f'<option value="{cast.cluster.pk}" selected>' in drawn
    assert drawn.startswith('<select id="id_cluster" name="cluster">')

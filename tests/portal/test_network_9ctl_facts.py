"""The shipped facts of other years: offices, labels, legal forms, numbers."""

import datetime as dt
import itertools

import pytest

from fondaco.core.models import DatedFact
from fondaco.core.partial_dates import PartialDate
from fondaco.funding.models import Party, Project, ProposalCount
from fondaco.registry.models import (
    Label,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Membership,
    NetworkMembership,
    Person,
    Recognition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]

NINE = {"AFIL", "CAT.AL", "CLM", "LAC", "LE2C", "LGCA", "LSC", "SCC", "TAV"}
FACTS: list[type[DatedFact]] = [
    NetworkMembership,
    Management,
    Membership,
    Mandate,
    Label,
    LegalForm,
    Recognition,
    Party,
]


def test_le2c_has_had_one_president_after_another() -> None:
    chain = ["Bellato", "Donelli", "Mainini", "Ribolla"]
    presidents = Mandate.objects.filter(cluster__slug="le2c", kind="president")
    by_name = {mandate.person.family_name: mandate for mandate in presidents}
    assert sorted(by_name) == sorted(chain)
    for later, earlier in itertools.pairwise(chain):
        assert by_name[earlier].superseded_by == by_name[later]
        assert by_name[earlier].valid_until == by_name[later].valid_from
    assert by_name["Bellato"].superseded_by is None
    assert by_name["Bellato"].valid_until == PartialDate.unknown()


def test_presidents_on_the_articles_days() -> None:
    presidents = Mandate.objects.holding_on(dt.date(2016, 11, 25)).filter(
        kind="president"
    )
    assert {(m.cluster.acronym, m.person.family_name) for m in presidents} == {
        ("AFIL", "Scaglia"),
        ("LE2C", "Mainini"),
        ("LAC", "Vallerani"),
        ("CLM", "Gaboardi"),
        ("LGCA", "Colombo"),
        ("LSC", "Bifulco"),
    }


def test_public_offices_are_held_by_people_who_may_be_named() -> None:
    assert not Mandate.objects.filter(is_public=False).exists()
    assert not Person.objects.filter(is_public=False).exists()


def test_two_accounts_of_one_label_are_kept_and_one_preferred() -> None:
    labels = Label.objects.filter(cluster__slug="lac")
    preferred = labels.preferred().get()
    assert preferred.valid_from == PartialDate.month(2014, 10)
    other = preferred.alternatives.get()
    assert other.valid_from == PartialDate.month(2015, 6)
    assert other.preference_reason_it
    assert other.preference_reason_en


def test_labels_on_the_articles_days() -> None:
    labels = Label.objects.holding_on(dt.date(2016, 11, 25))
    levels = {label.cluster.acronym: label.level for label in labels}
    assert len(labels) == len(levels) == 9
    assert {a for a, level in levels.items() if level == "gold"} == {"LE2C"}
    assert {a for a, level in levels.items() if level == "bronze"} == NINE - {"LE2C"}


def test_catal_was_an_association_of_purpose_led_by_the_park_in_2016() -> None:
    day = dt.date(2016, 11, 25)
    management = Management.objects.holding_on(day).get(cluster__slug="catal")
    assert management.organisation.name == "Fondazione Parco Tecnologico Padano"
    form = LegalForm.objects.holding_on(day).get(cluster__slug="catal")
    assert form.form == "ats"


def test_members_are_not_the_sector() -> None:
    sector = MemberCount.objects.filter(population="sector")
    assert {
        (c.cluster.acronym, c.unit, c.number or c.minimum, c.as_of.latest.year)
        for c in sector
    } == {
        ("LAC", "companies", 220, 2016),
        ("LAC", "employees", 15_800, 2016),
        ("LAC", "companies", 220, 2019),
        ("LAC", "employees", 16_000, 2019),
        ("LAC", "companies", 215, 2025),
        ("LAC", "employees", 21_800, 2025),
        ("LAC", "turnover_eur_m", 6_000, 2019),
        ("LAC", "turnover_eur_m", 6_300, 2025),
        ("LSC", "companies", 800, 2025),
    }


def test_proposals_of_three_years_are_no_years() -> None:
    three_years = ProposalCount.objects.filter(
        period_earliest=dt.date(2016, 1, 1), period_latest=dt.date(2018, 12, 31)
    )
    assert {count.period.only_year for count in three_years} == {None}
    submitted = three_years.get(clusters=None, status="submitted")
    assert submitted.number == 47
    won = three_years.get(clusters=None, status="funded")
    assert (won.number, won.of_total) == (17, 47)
    assert won.total_budget == 38_000_000
    assert won.contribution_to_territory == 3_000_000
    assert won.contribution_to_clusters is None
    afil = three_years.get(clusters__slug="afil")
    assert (afil.number, afil.total_budget) == (10, 22_000_000)
    assert afil.total_budget_bound == "at_least"
    assert (won.total_budget_bound, afil.contribution_to_clusters_bound) == (
        "exact",
        "exact",
    )
    assert afil.contribution_to_clusters == 1_200_000
    le2c = three_years.filter(clusters__slug="le2c")
    assert {(count.status, count.number) for count in le2c} == {
        ("submitted", 8),
        ("drafting", 1),
        ("funded", 2),
        ("under_evaluation", 5),
    }
    value = le2c.get(total_budget__isnull=False)
    assert (value.status, value.total_budget, value.total_budget_bound) == (
        "submitted",
        6_000_000,
        "about",
    )


def test_projects_say_their_target_countries() -> None:
    c2future = Project.objects.get(acronym="C2Future")
    assert c2future.target_country_codes == ["US", "MX", "CO"]
    assert c2future.parties.get().cluster.acronym == "CLM"


def test_facts_that_were_followed_by_others_have_an_end() -> None:
    for model in FACTS:
        assert not model.objects.filter(
            superseded_by__isnull=False, valid_until_earliest=None
        ).exclude(valid_until_latest__isnull=False)

"""`publiccode.yml` keeps the rules of the standard, https://yml.publiccode.tools."""

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(__file__).parents[1]
FILE = ROOT / "publiccode.yml"
# The keys that the standard asks of everybody; a slash leads into a section.
MANDATORY = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description",
    "legal/license",
    "maintenance/type",
    "localisation/localisationReady",
    "localisation/availableLanguages",
    "it/countryExtensionVersion",
)
# All that it knows and does not advise against, in version 0.4.
KNOWN = {key.partition("/")[0] for key in MANDATORY} | {
    "applicationSuite",
    "landingURL",
    "isBasedOn",
    "softwareVersion",
    "releaseDate",
    "logo",
    "usedBy",
    "roadmap",
    "intendedAudience",
    "dependsOn",
}


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text))


# Its vocabularies.
CATEGORIES = words(
    """
    accounting agile-project-management applicant-tracking application-development
    appointment-scheduling backup billing-and-invoicing blog budgeting
    business-intelligence business-process-management cad call-center-management
    cloud-management collaboration communications compliance-management
    contact-management content-management crm customer-service-and-support
    data-analytics data-collection data-visualization design design-system
    digital-asset-management digital-citizenship document-management donor-management
    e-commerce e-signature educational-content email-management email-marketing
    employee-management enterprise-project-management enterprise-social-networking erp
    event-management facility-management feedback-and-reviews-management
    financial-reporting fleet-management fundraising gamification
    geographic-information-systems grant-management graphic-design help-desk hr ide
    identity-management instant-messaging inventory-management it-asset-management
    it-development it-management it-security it-service-management
    knowledge-management learning-management-system marketing mind-mapping
    mobile-marketing mobile-payment network-management office online-booking
    online-community payment-gateway payroll predictive-analysis procurement
    productivity-suite project-collaboration project-management property-management
    real-estate-management remote-support resource-management sales-management seo
    service-desk social-media-management survey talent-management task-management
    taxes-management test-management time-management time-tracking translation
    video-conferencing video-editing visitor-management voip warehouse-management
    web-collaboration web-conferencing website-builder whistleblowing
    workflow-management
    """
)
SCOPES = words(
    """
    agriculture culture defence education emergency-services employment energy
    environment finance-and-economic-development foreign-affairs healthcare
    infrastructures justice local-authorities manufacturing research
    science-and-technology security society sport tourism transportation welfare
    """
)
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
}


def is_date(text: Any) -> bool:
    return isinstance(text, str) and bool(
        re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and dt.date.fromisoformat(text)
    )


def faults(code: dict[str, Any]) -> list[str]:
    """What the standard forbids, each as the key that is at fault."""
    found = [key for key in MANDATORY if reach(code, key) is None]
    found += sorted(set(code) - KNOWN)
    wrong = {
        "publiccodeYmlVersion": code.get("publiccodeYmlVersion") != "0.4",
        "url": not str(code.get("url")).startswith("https://"),
        "platforms": not code.get("platforms"),
        "categories": not code.get("categories")
        or not CATEGORIES.issuperset(code["categories"]),
        "scope": not SCOPES.issuperset(reach(code, "intendedAudience/scope") or ()),
        "developmentStatus": code.get("developmentStatus") not in STATUSES,
        "softwareType": code.get("softwareType") not in TYPES,
        "releaseDate": "releaseDate" in code and not is_date(code["releaseDate"]),
        "maintenance": not is_maintained(code.get("maintenance") or {}),
        "features": not any(
            text.get("features") for text in (code.get("description") or {}).values()
        ),
    }
    found += [key for key, fault in wrong.items() if fault]
    for language, text in (code.get("description") or {}).items():
        if not 0 < len(text.get("shortDescription", "")) <= 150:
            found.append(f"{language}/shortDescription")
        if not 150 <= len(text.get("longDescription", "")) <= 10_000:
            found.append(f"{language}/longDescription")
    return sorted(set(found))


def reach(code: dict[str, Any], key: str) -> Any:
    value: Any = code
    for part in key.split("/"):
        value = (value or {}).get(part)
    return value


def is_maintained(how: dict[str, Any]) -> bool:
    if how.get("type") == "contract":
        contractors = how.get("contractors") or []
        return bool(contractors) and all(
            one.get("name") and is_date(one.get("until")) for one in contractors
        )
    if how.get("type") in {"internal", "community"}:
        contacts = how.get("contacts") or []
        return bool(contacts) and all(one.get("name") for one in contacts)
    return how.get("type") == "none"


@pytest.fixture
def code() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def test_the_file_keeps_the_rules(code: dict[str, Any]) -> None:
    assert faults(code) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", None),
        ("url", "git@example.org:fondaco"),
        ("categories", ["clusters"]),
        ("categories", []),
        ("developmentStatus", "alpha"),
        ("softwareType", "web"),
        ("releaseDate", "27.11.2026"),
        ("maintenance", {"type": "community"}),
        ("maintenance", {"type": "contract", "contractors": [{"name": "ACME"}]}),
        ("genericName", "Registry"),
    ],
)
def test_what_breaks_a_rule_is_found(
    code: dict[str, Any], key: str, value: object
) -> None:
    assert faults(code | {key: value}) == [key]


def test_it_says_the_same_as_the_project(code: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert code["legal"]["license"] == project["license"]
    assert code["localisation"]["availableLanguages"] == [
        language for language, _name in settings.LANGUAGES
    ]
    assert sorted(code["description"]) == ["en", "it"]
    least = {one["name"]: one.get("versionMin") for one in code["dependsOn"]["open"]}
    assert project["requires-python"].startswith(f">={least['Python']},")


def test_what_it_claims_of_italian_rules_is_yes_or_no(code: dict[str, Any]) -> None:
    claims = {**code["it"]["conforme"], **code["it"]["piattaforme"]}
    assert {type(claim) for claim in claims.values()} == {bool}

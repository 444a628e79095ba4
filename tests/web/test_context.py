import pytest
from django.conf.urls.i18n import i18n_patterns
from django.test import RequestFactory
from django.urls import include, path
from django.utils.translation import override

from fondaco.web import context, views

portal = [path("", views.patterns, name="home")]
activities = [path("calendar/", views.patterns, name="calendar")]
urlpatterns = i18n_patterns(
    path("", include((portal, "portal"))),
    path("", include((activities, "activities"))),
    prefix_default_language=False,
)
pytestmark = pytest.mark.urls(__name__)


def test_an_address_that_no_app_has_is_left_out() -> None:
    assert context.address("portal:nothing_of_the_kind") == ""


@pytest.mark.parametrize(
    ("path", "active"), [("/", ["/"]), ("/calendar/2016/", ["/calendar/"]), ("/x/", [])]
)
def test_the_current_part_of_the_site_is_marked(path: str, active: list[str]) -> None:
    with override("it"):
        items = context._navigation(context.NAVIGATION, path)
    assert [item.url for item in items] == ["/", "/calendar/"]
    assert [item.url for item in items if item.active] == active


def test_the_shell_stands_without_a_request() -> None:
    with override("en"):
        shell = context.shell(None)["shell"]
    assert [language.code for language in shell.languages] == ["it", "en"]
    assert [language.active for language in shell.languages] == [False, True]
    assert shell.base_url == shell.canonical_url


def test_an_address_that_leads_nowhere_offers_the_other_home(
    rf: RequestFactory,
) -> None:
    request = rf.get("/nothing/")
    request.resolver_match = None
    with override("it"):
        shell = context.shell(request)["shell"]
    assert [language.url for language in shell.languages] == ["/", "/en/"]

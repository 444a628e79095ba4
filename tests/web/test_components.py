import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.utils.translation import override

from fondaco.core.texts import Text
from fondaco.web.templatetags import charts, components
from tests.web.rendering import flat, render

HOSTILE = "<script>alert('x')</script>"
TAGS = {**components.register.tags, **charts.register.tags}
ARGUMENTS = {
    "alert": "kind='info'",
    "badge": "label=h",
    "bar_list": "title=h items=none",
    "breadcrumb": "",
    "button_link": "url='/' label=h",
    "card": "title=h kicker=h",
    "card_grid": "",
    "chip": "label=h url='/'",
    "chip_group": "label=h",
    "chips": "options=none",
    "crumb": "label=h",
    "data_table": "caption=h",
    "definition": "term=h",
    "definition_list": "",
    "disclosure": "summary=h",
    "empty_state": "title=h text=h url='/' action=h",
    "figure": "value=1 label=h unit=h note=h compared_with=h change=1",
    "figure_row": "label=h",
    "form_buttons": "submit=h",
    "form_errors": "form=form",
    "form_field": "field=form.title",
    "form_fields": "form=form",
    "icon": "name='search' label=h",
    "level_legend": "",
    "matrix": "caption=h rows=none columns=none counts=counts corner=h",
    "page_heading": "title=h kicker=h lead=h",
    "pagination": "page=page label=h",
    "quotation": "language='it' source=h note=h",
    "role_badge": "level=3 label=h",
    "section": "title=h url='/' more=h",
    "tab": "label=h url='/'",
    "tabs": "label=h",
    "world_map": "title=h description=h marks=none value_label=h one_label=h",
    "year_timeline": "title=h description=h year=2016 lanes=none",
}
BLOCKS = {
    "alert",
    "breadcrumb",
    "card",
    "card_grid",
    "chip_group",
    "data_table",
    "definition",
    "definition_list",
    "disclosure",
    "figure_row",
    "quotation",
    "section",
    "tabs",
}
NEEDY = sorted(name for name in TAGS if name in ARGUMENTS and "=" in ARGUMENTS[name])


class TitleForm(forms.Form):
    title = forms.CharField(label="Title", help_text="As it is written.")
    secret = forms.CharField(widget=forms.HiddenInput)
    kinds = forms.MultipleChoiceField(
        label="Kinds", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple
    )
    online = forms.BooleanField(label="Online", required=False)

    def clean(self) -> None:
        self.add_error(None, f"Nothing fits {HOSTILE}.")


def written(name: str, arguments: str) -> str:
    end = f"{{% end{name} %}}" if name in BLOCKS else ""
    return f"{{% {name} {arguments} %}}{end}"


def test_every_component_is_in_these_tests_and_on_the_pattern_page() -> None:
    templates = Path(components.__file__).parent.parent / "templates/web"
    shown = "".join(file.read_text() for file in templates.glob("patterns*.html"))
    assert set(TAGS) == set(ARGUMENTS)
    assert {name for name in TAGS if f"{{% {name}" not in shown} == set()


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
def test_an_unknown_argument_fails_when_the_template_is_compiled(name: str) -> None:
    source = written(name, f"{ARGUMENTS[name]} colour='pink'")
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument"):
        engines["django"].from_string(source)


@pytest.mark.parametrize("name", [name for name in NEEDY if name != "alert"])
def test_a_missing_argument_fails_when_the_template_is_compiled(name: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="did not receive value"):
        engines["django"].from_string(written(name, ""))


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
def test_what_a_person_typed_is_escaped(name: str) -> None:
    html = render(
        written(name, ARGUMENTS[name]),
        h=HOSTILE,
        none=[],
        form=TitleForm({"title": HOSTILE}),
        counts={},
        page=Paginator(range(30), 10).page(1),
    )
    assert HOSTILE not in html
    assert "<script>" not in html


def test_the_content_of_a_block_is_escaped_once() -> None:
    html = render("{% alert %}{{ text }}{% endalert %}", text="R&D <b>")
    assert "R&amp;D &lt;b&gt;" in html


def test_a_title_in_the_other_language_says_so() -> None:
    with override("en"):
        html = render("{% page_heading title=title %}", title=Text("Cluster", "it"))
    assert '<h1><span lang="it">Cluster</span></h1>' in html


def test_a_figure_opens_its_records_and_shows_its_change() -> None:
    with override("it"):
        html = flat(
            render(
                "{% figure value=1207 label='attività' url='/calendario/' change=-3"
                " compared_with='sul 2015' %}"
            )
        )
    assert '<a href="/calendario/">1.207</a>' in html
    assert "<strong>−3</strong> sul 2015" in html


def test_a_year_without_sources_is_not_recorded_and_never_zero() -> None:
    with override("en"):
        html = flat(render("{% figure value=None label='activities' %}"))
    assert "not recorded" in html
    assert "0" not in html


def test_a_role_shows_its_step_as_a_shape_beside_its_name() -> None:
    html = render("{% role_badge level=5 label='Promoter' %}")
    assert html.count("shape-ring") == 2
    assert 'aria-hidden="true"' in html
    assert "Promoter" in html


def test_an_active_chip_says_that_it_takes_its_filter_away() -> None:
    with override("en"):
        html = flat(render("{% chip label='Belgium' url='?' active=True count=2 %}"))
    assert 'aria-current="true"' in html
    assert "(remove this filter)" in html


def test_pages_keep_the_rest_of_the_address() -> None:
    html = render(
        "{% pagination page=page %}",
        "/calendario/?country=BE&page=2",
        page=Paginator(range(30), 10).page(2),
    )
    assert re.findall(r'href="([^"]+)"', html) == [
        "?country=BE&amp;page=1",
        "?country=BE&amp;page=1",
        "?country=BE&amp;page=2",
        "?country=BE&amp;page=3",
        "?country=BE&amp;page=3",
    ]
    assert html.count('aria-current="page"') == 1


def test_a_single_page_has_no_page_numbers() -> None:
    assert render("{% pagination page=p %}", p=Paginator([1], 10).page(1)).strip() == ""


def test_the_words_of_a_source_keep_their_language_and_their_address() -> None:
    html = render(
        "{% quotation language='it' url='https://example.org/a' source='Fonte' %}"
        "tre missioni{% endquotation %}"
    )
    quoted = '<blockquote cite="https://example.org/a" lang="it">tre missioni'
    assert quoted in html
    assert '<a href="https://example.org/a">Fonte</a>' in html


def test_a_field_is_tied_to_its_help_and_to_its_error() -> None:
    html = flat(render("{% form_field field=form.title %}", form=TitleForm({})))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert '<p class="field-help" id="id_title_helptext">As it is written.</p>' in html
    assert '<p class="field-error" id="id_title_error">' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_title">Title</label>' in html


def test_a_group_of_choices_has_a_legend_and_is_described_by_its_error() -> None:
    html = flat(render("{% form_field field=form.kinds %}", form=TitleForm({})))
    assert '<fieldset aria-describedby="id_kinds_error">' in html
    assert "<legend>Kinds</legend>" in html


def test_the_summary_of_errors_leads_to_each_field() -> None:
    html = flat(render("{% form_fields form=form %}", form=TitleForm({})))
    assert '<a href="#id_title">Title</a>' in html
    assert '<a href="#id_kinds_0">Kinds</a>' in html
    assert 'role="alert"' in html
    assert "Secret: " in html
    assert "Nothing fits &lt;script&gt;" in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert 'role="alert"' not in render("{% form_fields form=form %}", form=TitleForm())


def test_an_optional_field_says_so() -> None:
    class Notes(forms.Form):
        notes = forms.CharField(required=False)

    with override("en"):
        assert "(optional)" in render("{% form_fields form=form %}", form=Notes())


def test_an_icon_is_silent_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in render("{% icon name='search' %}")
    named = render("{% icon name='search' label='Search' %}")
    assert 'role="img" aria-label="Search"' in named
    assert "aria-hidden" not in named

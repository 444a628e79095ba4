"""What the pattern page shows its parts with: the network's 2016, in small."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import pgettext_lazy

from fondaco.core.texts import Text
from fondaco.web.charts import LEVELS, Bar, BarItem, Count, Heading, Lane, MapMark
from fondaco.web.context import address


class SampleForm(forms.Form):
    title = forms.CharField(
        label=pgettext_lazy("sample", "Title"),
        help_text=pgettext_lazy("sample", "As the organiser writes it."),
        max_length=200,
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("sample", "Kind"),
        choices=[
            ("fair", pgettext_lazy("sample", "Fair")),
            ("mission", pgettext_lazy("sample", "Mission")),
        ],
    )
    start = forms.CharField(
        label=pgettext_lazy("sample", "Start"),
        required=False,
        help_text=pgettext_lazy(
            "sample", "A day, a month, a season or a year: 23/11/2016, autumn 2016."
        ),
    )
    notes = forms.CharField(
        label=pgettext_lazy("sample", "Notes"), widget=forms.Textarea, required=False
    )
    status = forms.ChoiceField(
        label=pgettext_lazy("sample", "Status"),
        choices=[
            ("announced", pgettext_lazy("sample", "Announced")),
            ("held", pgettext_lazy("sample", "Held")),
        ],
        widget=forms.RadioSelect,
    )
    virtual = forms.BooleanField(
        label=pgettext_lazy("sample", "Held online"), required=False
    )


def samples() -> dict[str, Any]:
    """Everything the template needs, with this very page behind every link."""
    here = address("web:patterns")
    return {
        "here": here,
        "empty_form": SampleForm(prefix="empty"),
        "wrong_form": SampleForm(
            {"wrong-title": "", "wrong-kind": "x"}, prefix="wrong"
        ),
        "pages": Paginator(range(200), 10).page(4),
        "levels": range(6),
        "other_language": Text("Lombardia Aerospace Cluster", "it"),
        "marks": _marks(here),
        "one_mark": [MapMark(45.76, 4.84, "Lyon", 1, 2, here)],
        "lanes": _lanes(here),
        "matrix_rows": [
            Heading("LE2C", "LE2C", here),
            Heading("AFIL", "AFIL", here),
            Heading("SCC", "SCC"),
        ],
        "matrix_columns": [
            Heading("BE", "BE", here),
            Heading("BR", "BR", here),
            Heading("FR", "FR"),
        ],
        "matrix_counts": {
            ("LE2C", "BE"): Count(1, here, 3),
            ("LE2C", "BR"): Count(1, here, 2),
            ("LE2C", "FR"): Count(2, here, 2),
            ("AFIL", "BE"): Count(1, here, 4),
        },
        "matrix_row_totals": {"LE2C": Count(4, here), "AFIL": Count(1, here)},
        "matrix_column_totals": {
            "BE": Count(1, here),
            "BR": Count(1, here),
            "FR": Count(2, here),
        },
        "bars": [
            BarItem(str(LEVELS[5].label), 1, here, 5),
            BarItem(str(LEVELS[4].label), 1, here, 4),
            BarItem(str(LEVELS[3].label), 1, here, 3),
            BarItem(str(LEVELS[1].label), 9, here, 1),
        ],
    }


def _marks(here: str) -> list[MapMark]:
    return [
        MapMark(50.85, 4.35, str(pgettext_lazy("sample", "Brussels")), 6, 3, here),
        MapMark(51.51, -0.13, str(pgettext_lazy("sample", "London")), 2, 1, here),
        MapMark(48.86, 2.35, str(pgettext_lazy("sample", "Paris")), 3, 2, here),
        MapMark(45.76, 4.84, str(pgettext_lazy("sample", "Lyons")), 1, 2, here),
        MapMark(41.39, 2.17, str(pgettext_lazy("sample", "Barcelona")), 1, 4, here),
        MapMark(45.46, 9.19, str(pgettext_lazy("sample", "Milan")), 2, 5, here),
        MapMark(-23.55, -46.63, "São Paulo", 1, 2, here),
        MapMark(-23.18, -45.88, "São José dos Campos", 1, 2, here),
        MapMark(19.43, -99.13, str(pgettext_lazy("sample", "Mexico City")), 1, 0, here),
        MapMark(32.08, 34.78, "Tel Aviv", 1, 5, here),
    ]


def _lanes(here: str) -> list[Lane]:
    return [
        Lane(
            "LE2C",
            here,
            [
                Bar(date(2016, 1, 1), date(2016, 12, 31), "LCBA", 2, here),
                Bar(date(2016, 11, 29), date(2016, 12, 2), "Green Days", 2, here),
                Bar(
                    date(2016, 12, 1),
                    date(2016, 12, 2),
                    "European Cluster Conference",
                    3,
                    here,
                ),
            ],
        ),
        Lane(
            "AFIL",
            here,
            [
                Bar(date(2016, 11, 16), date(2016, 11, 17), "ESM", 4, here),
                Bar(
                    date(2016, 11, 24),
                    None,
                    "Living Room of Emerging Industries",
                    1,
                    here,
                ),
                Bar(
                    date(2016, 3, 1), date(2016, 5, 31), "Hannover Messe", 1, here, True
                ),
            ],
        ),
        Lane("Life Science", "", [Bar(None, None, "Israel", 5, here)]),
        Lane("SCC", here, []),
    ]

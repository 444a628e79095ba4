"""What the pattern page shows its parts with: the network's 2016, in small."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from fondaco.core.texts import Text
from fondaco.web.charts import Bar, BarItem, Count, Heading, Lane, MapMark
from fondaco.web.context import address


class SampleForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), help_text=_("As the organiser writes it."), max_length=200
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("fair", _("Fair")), ("mission", _("Mission"))]
    )
    start = forms.CharField(
        label=_("Start"),
        required=False,
        help_text=_("A day, a month, a season or a year: 23/11/2016, autumn 2016."),
    )
    notes = forms.CharField(label=_("Notes"), widget=forms.Textarea, required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("announced", _("Announced")), ("held", _("Held"))],
        widget=forms.RadioSelect,
    )
    virtual = forms.BooleanField(label=_("Held online"), required=False)


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
            BarItem(str(_("Organiser or promoter")), 1, here, 5),
            BarItem(str(_("Coordinator or head of delegation")), 1, here, 4),
            BarItem(str(_("Speaker")), 1, here, 3),
            BarItem(str(_("Participant")), 9, here, 1),
        ],
    }


def _marks(here: str) -> list[MapMark]:
    return [
        MapMark(50.85, 4.35, str(_("Brussels")), 6, 3, here),
        MapMark(51.51, -0.13, str(_("London")), 2, 1, here),
        MapMark(48.86, 2.35, str(_("Paris")), 3, 2, here),
        MapMark(45.76, 4.84, str(_("Lyons")), 1, 2, here),
        MapMark(41.39, 2.17, str(_("Barcelona")), 1, 4, here),
        MapMark(45.46, 9.19, str(_("Milan")), 2, 5, here),
        MapMark(-23.55, -46.63, "São Paulo", 1, 2, here),
        MapMark(-23.18, -45.88, "São José dos Campos", 1, 2, here),
        MapMark(19.43, -99.13, str(_("Mexico City")), 1, 0, here),
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

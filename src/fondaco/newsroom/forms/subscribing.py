"""Subscribing, and saying that mail came back."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fondaco.newsroom.vocabularies import LANGUAGES


class SubscribeForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    body = forms.ChoiceField(label=_("Bulletins of"))
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    # People leave empty what they do not see; programs fill in everything.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [  # type: ignore[attr-defined]
            (key, body.acronym) for key, body in bodies.items()
        ]
        self.fields["language"].initial = get_language()


class BounceForm(forms.Form):
    email = forms.EmailField(label=_("Address whose mail came back"), max_length=254)

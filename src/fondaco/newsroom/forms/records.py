"""Saying of a text what it is: pasted, sent as a file, or got from its address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.core.forms import PartialDateField
from fondaco.correspondence.forms.records import OWNER, OWNERS, WHOSE
from fondaco.newsroom.actions.taking_in import LARGEST_FILE, title_of
from fondaco.newsroom.models import Feed, PressItem
from fondaco.newsroom.reading.article import LONGEST_TEXT
from fondaco.newsroom.reading.letters import has_words, tidy
from fondaco.web.records import RecordForm

ABOUT = ["title", "publisher", "url", "language"]
ACCEPTED = ".txt,.html,.htm,.xhtml,.mht,.mhtml,.pdf"


class _Owned(RecordForm):
    """The only cluster that one keeps is chosen beforehand; a coordinator chooses."""

    choices = OWNERS
    preselected = ("cluster",)
    sections = (WHOSE,)

    def shape(self, name: str, **attributes: Any) -> None:
        field = self.fields[name]
        for attribute, value in attributes.items():
            setattr(field, attribute, value)


class PressItemForm(_Owned):
    """A paste; and later what is said of the text, of which no word changes."""

    published = PartialDateField(label=_("Published on"))

    class Meta(RecordForm.Meta):
        model = PressItem
        fields = ["text", *ABOUT, *OWNER]

    field_order = ["text", "title", "publisher", "url", "published", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            for name in ("text", *OWNER):
                del self.fields[name]
            return
        self.shape(
            "title", required=False, help_text=_("Empty: the first line of the text.")
        )
        if "text" in self.fields:
            self.shape("text", max_length=LONGEST_TEXT)
            self.fields["text"].widget.attrs["rows"] = 14
            self.fields["text"].help_text = _(
                "As it was published: facts will point to its words, so it is not "
                "changed any more."
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        text = cleaned.get("text")
        if text is None:
            return cleaned
        if not has_words(text):
            self.add_error("text", gettext("There are no words in it."))
        elif not cleaned.get("title"):
            cleaned["title"] = title_of("", tidy(text))
        return cleaned


class UploadForm(PressItemForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A plain text, a page that your browser saved (HTML, MHTML), or a PDF "
            "that has words."
        ),
        widget=forms.FileInput({"accept": ACCEPTED}),
    )

    class Meta(RecordForm.Meta):
        model = PressItem
        fields = [*ABOUT, *OWNER]

    field_order = ["file", "title", "publisher", "url", "published", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape("title", help_text=_("Empty: as the file says."))

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST_FILE:
            text = gettext("The file is too large: at most %(limit)s MB.")
            raise ValidationError(text % {"limit": LARGEST_FILE // 2**20})
        return sent


class FetchForm(_Owned):
    class Meta(RecordForm.Meta):
        model = PressItem
        fields = ["url", "publisher", *OWNER]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape(
            "url",
            required=True,
            help_text=_("Of the article itself: its page, a plain text or a PDF."),
        )
        self.shape("publisher", help_text=_("Empty: as the page says."))


class FeedForm(_Owned):
    class Meta(RecordForm.Meta):
        model = Feed
        fields = ["name", "url", "publisher", "reads_pages", "is_active", *OWNER]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            # Its texts are that body's, and so it stays.
            for name in OWNER:
                del self.fields[name]

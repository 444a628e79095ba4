"""What is told of personal data has a name in the reader's language."""

from django.utils.functional import Promise

from fondaco.core.privacy import all_kinds
from fondaco.core.privacy.telling import _label


def test_every_field_that_is_told_has_a_translated_name() -> None:
    plain = [
        f"{kind.name}.{name}"
        for kind in all_kinds()
        for name in kind.fields
        if isinstance(name, str) and not isinstance(_label(kind.model, name), Promise)
    ]
    assert plain == []

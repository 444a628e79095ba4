"""A circular as one person gets it: subject, text and HTML, and how to stop them."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from fondaco.core.texts import localised
from fondaco.correspondence.models import Circular, Delivery
from fondaco.correspondence.queries.recipients import Recipient
from fondaco.correspondence.wording import as_html, fill_in, in_frame

LANGUAGES = ("it", "en")
_signer = signing.Signer(salt="fondaco.correspondence.unsubscribe")
NO_LINK = "https://…"


@dataclass(frozen=True)
class Letter:
    language: str
    subject: str
    text: str
    # Without the frame of a document, for a page.
    body: SafeString
    footer: SafeString

    @property
    def html(self) -> str:
        return in_frame(self.body, self.footer, self.language)


def token_of(delivery: Delivery) -> str:
    return _signer.sign(str(delivery.pk))


def read_token(token: str) -> int | None:
    try:
        return int(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def unsubscribe_url(delivery: Delivery, language: str) -> str:
    """Under the address of the installation, whatever host a request named."""
    with override(language):
        path = reverse("correspondence:unsubscribe", args=[token_of(delivery)])
    return f"{settings.BASE_URL.geturl().rstrip('/')}{path}"


def languages_of(circular: Circular, wanted: str) -> list[str]:
    """The language wanted, or the one there is; of whoever named none, both."""
    written = [one for one in LANGUAGES if getattr(circular, f"text_{one}").strip()]
    return [wanted] if wanted in written else written


def write_letter(
    circular: Circular,
    to: Recipient,
    *,
    language: str,
    delivery: Delivery | None = None,
) -> Letter:
    """Without a delivery there is nothing yet that one could stop."""
    parts = languages_of(circular, language)
    words = {
        "name": str(to.person),
        "given_name": to.person.given_name,
        "family_name": to.person.family_name,
        "organisation": to.organisation,
    }
    subjects, texts, footers = [], [], []
    links = [unsubscribe_url(delivery, one) if delivery else NO_LINK for one in parts]
    for part in parts:
        with override(part):
            own = words | {"cluster": str(circular.body.title)}
            subjects.append(fill_in(localised(circular, "subject", part).text, own))
            texts.append(fill_in(localised(circular, "text", part).text, own).strip())
            footers.append(_footer(circular, to))
    text = "\n\n* * *\n\n".join(texts)
    return Letter(
        language=parts[0],
        subject=" / ".join(dict.fromkeys(subjects)),
        text="\n\n".join(
            [text, "--", *map("\n".join, zip(footers, links, strict=True))]
        ),
        body=as_html(text),
        footer=_linked(footers, links),
    )


def _footer(circular: Circular, to: Recipient) -> str:
    text = _("%(body)s writes to %(address)s. To get no more of these mails:")
    return text % {"body": circular.body.title, "address": to.address}


def _linked(footers: list[str], links: list[str]) -> SafeString:
    made = SafeString("")
    for words, link in zip(footers, links, strict=True):
        made += format_html('<p>{} <a href="{}">{}</a></p>', words, link, link)
    return made


def headers_of(circular: Circular, link: str) -> dict[str, str]:
    """What mail programs show as a button (RFC 2369, RFC 8058)."""
    headers = {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    if circular.reply_to:
        headers["Reply-To"] = circular.reply_to
    return headers

"""Mails of the newsroom: a bulletin, and those about a subscription."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from fondaco.core.texts import localised
from fondaco.newsroom.markdown.parsing import parse
from fondaco.newsroom.markdown.writing import as_html, as_mail, as_text
from fondaco.newsroom.models import Bulletin, Subscriber
from fondaco.registry.models import Cluster, Network

CONFIRMING = signing.TimestampSigner(salt="fondaco.newsroom.confirm")
ENDING = signing.Signer(salt="fondaco.newsroom.end")
# Days in which a subscription is confirmed, or forgotten.
LASTS = 3
NO_LINK = "https://…"
_FONT = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5"
_FRAME = (
    '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{}</title></head>'
    '<body style="margin:0;padding:0;background:#ffffff">'
    '<div style="max-width:640px;margin:0 auto;padding:20px;color:#1a1a1a;{}">'
    '{}<div style="margin:32px 0 0;padding:14px 0 0;border-top:1px solid #bfcbd6;'
    'font-size:14px;color:#455b71">{}</div></div></body></html>'
)


@dataclass(frozen=True)
class Letter:
    language: str
    subject: str
    text: str
    html: str
    # The same without its styles and its frame, for a page.
    body: SafeString


def end_url(subscriber: Subscriber) -> str:
    """Under the address of the installation, whatever host a request named."""
    token = ENDING.sign(subscriber.uid)
    return _address("newsroom:subscription_end", token, subscriber.language)


def confirm_url(subscriber: Subscriber) -> str:
    token = CONFIRMING.sign(subscriber.uid)
    return _address("newsroom:subscription_confirm", token, subscriber.language)


def _address(name: str, key: str, language: str) -> str:
    with override(language):
        return base_url() + reverse(name, args=[key])


def base_url() -> str:
    base: str = settings.BASE_URL.geturl()
    return base.rstrip("/")


def read_confirming(token: str) -> str:
    """The subscriber that a link means; empty where it is too old, or no such link."""
    try:
        return CONFIRMING.unsign(token, max_age=LASTS * 24 * 3600)
    except signing.BadSignature:
        return ""


def read_ending(token: str) -> str:
    """It works for ever: a mail may be found years later."""
    try:
        return ENDING.unsign(token)
    except signing.BadSignature:
        return ""


def name_of(body: Cluster | Network, language: str) -> str:
    return localised(body, "name", language).text or body.acronym


def write_bulletin(
    bulletin: Bulletin, wanted: str, subscriber: Subscriber | None = None
) -> Letter:
    """In the language wanted, or in the one it is written in."""
    language = bulletin.language_for(wanted)
    title = getattr(bulletin, f"title_{language}")
    source = getattr(bulletin, f"body_{language}")
    page = (
        _address("newsroom:bulletin_detail", bulletin.slug_in(language), language)
        if bulletin.slug_in(language)
        else NO_LINK
    )
    end = end_url(subscriber) if subscriber else NO_LINK
    with override(language):
        body = name_of(bulletin.body, language)
        read = _("Read it on the site:")
        why = _("You get this because you subscribed to the bulletins of %(body)s.") % {
            "body": body
        }
        stop = _("To get no more of them:")
    text = "\n\n".join(
        [
            title,
            as_text(source, base_url()),
            "-- ",
            f"{read}\n{page}",
            f"{why}\n{stop}\n{end}",
        ]
    )
    heading = format_html(
        '<p style="margin:0;color:#455b71;font-size:14px">{}</p>'
        '<h1 style="margin:0 0 20px;font-size:26px;line-height:1.2;color:#17324d">{}'
        "</h1>{}",
        body,
        title,
        as_mail(source, base_url()),
    )
    footer = format_html(
        '<p style="margin:0 0 8px">{} <a href="{}" style="color:#0059b3">{}</a></p>'
        '<p style="margin:0">{} {} <a href="{}" style="color:#0059b3">{}</a></p>',
        read,
        page,
        page,
        why,
        stop,
        end,
        end,
    )
    return Letter(
        language=language,
        subject=title,
        text=text,
        html=format_html(_FRAME, language, title, _FONT, heading, footer),
        body=as_html(parse(source)),
    )


def headers_of(link: str) -> dict[str, str]:
    """What mail programs show as a button (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def write_confirmation(subscriber: Subscriber) -> tuple[str, str]:
    """Subject and text of the mail that asks whether it was the person."""
    with override(subscriber.language):
        words = {
            "body": name_of(subscriber.body, subscriber.language),
            "link": confirm_url(subscriber),
            "days": LASTS,
        }
        subject = _("Confirm your subscription to the bulletins of %(body)s") % words
        text = (
            _(
                "Somebody, we hope you, asked to send the bulletins of %(body)s to "
                "this address.\n\n"
                "If it was you, open this page within %(days)d days and confirm:\n"
                "%(link)s\n\n"
                "If it was not you, do nothing: nothing will be sent, and the address "
                "is forgotten."
            )
            % words
        )
    return subject, text


def write_reminder(subscriber: Subscriber) -> tuple[str, str]:
    """For who subscribes a second time; the page says the same to everybody."""
    with override(subscriber.language):
        words = {
            "body": name_of(subscriber.body, subscriber.language),
            "link": end_url(subscriber),
        }
        subject = _("You get the bulletins of %(body)s already") % words
        text = (
            _(
                "Somebody, we hope you, asked to send the bulletins of %(body)s to "
                "this address, which gets them already. There is nothing to do.\n\n"
                "To get no more of them:\n%(link)s"
            )
            % words
        )
    return subject, text

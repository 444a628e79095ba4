"""The parts that pages are made of: functions with keyword-only arguments.

An unknown or missing argument fails when the template is compiled.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, Form
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from fondaco.web.charts import LEVELS, levels
from fondaco.web.context import address
from fondaco.web.templatetags.words import marked, number

register = template.Library()

Content = SafeString
Values = dict[str, Any]


def _block(name: str, content: Content, **values: object) -> SafeString:
    return render_to_string(
        f"web/components/{name}.html", {"content": content} | values
    )


# 1. Headings and text.
@register.inclusion_tag("web/components/page_heading.html", takes_context=True)
def page_heading(
    context: Context, *, title: object, kicker: object = "", lead: object = ""
) -> Values:
    """What can be done here stands after the title, in reading as on the screen."""
    actions = context.get("page_actions", "")
    return {"title": title, "kicker": kicker, "lead": lead, "actions": actions}


@register.simple_block_tag
def section(
    content: Content, *, title: object, anchor: str = "", url: str = "", more: str = ""
) -> SafeString:
    """A part of a page under its own second-level heading; `more` names the link."""
    return _block("section", content, title=title, anchor=anchor, url=url, more=more)


@register.simple_block_tag
def alert(content: Content, *, kind: str = "info", title: object = "") -> SafeString:
    """`kind`: info, success, warning or danger."""
    return _block("alert", content, kind=kind, title=title)


@register.simple_block_tag
def quotation(
    content: Content,
    *,
    language: str,
    source: object = "",
    url: str = "",
    note: object = "",
) -> SafeString:
    """The words of a source, in their own language."""
    return _block(
        "quotation", content, language=language, source=source, url=url, note=note
    )


@register.simple_block_tag
def disclosure(content: Content, *, summary: object, open: bool = False) -> SafeString:
    return _block("disclosure", content, summary=summary, open=open)


@register.inclusion_tag("web/components/empty_state.html")
def empty_state(
    *, title: object, text: object = "", url: str = "", action: object = ""
) -> Values:
    """What belongs here, and the first step towards it."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("web/components/icon.html")
def icon(*, name: str, label: object = "", size: str = "sm") -> Values:
    """`name` as in Bootstrap Italia's sprite without “it-”; silent without a label."""
    return {"name": name, "label": label, "size": size}


@register.inclusion_tag("web/components/button_link.html")
def button_link(
    *, url: str, label: object, kind: str = "primary", icon: str = ""
) -> Values:
    """A link that looks like a button; `kind` as in btn-primary, outline-primary…"""
    return {"url": url, "label": label, "kind": kind, "icon": icon}


@register.simple_block_tag
def breadcrumb(content: Content) -> SafeString:
    return _block("breadcrumb", content, home=address("portal:home"))


@register.inclusion_tag("web/components/crumb.html")
def crumb(*, label: object, url: str = "") -> Values:
    """The last one, this page, has no address."""
    return {"label": label, "url": url}


# 2. Figures.
@register.simple_block_tag
def figure_row(content: Content, *, label: object) -> SafeString:
    return _block("figure_row", content, label=label)


@register.inclusion_tag("web/components/figure.html")
def figure(
    *,
    value: int | float | None,
    label: object,
    unit: object = "",
    url: str = "",
    change: int | float | None = None,
    compared_with: object = "",
    note: object = "",
    aside: object = "",
    unknown: object = "",
) -> Values:
    """A large number that opens the records it counts.

    None is what `unknown` says, or “not recorded”. `aside` tells what is not in it.
    """
    return {
        "value": value,
        "unknown": unknown,
        "aside": aside,
        "label": label,
        "unit": unit,
        "url": url,
        "change": change,
        "compared_with": compared_with,
        "note": note,
    }


# 3. Marks.
@register.simple_tag
def badge(*, label: object, kind: str = "neutral", icon: str = "") -> SafeString:
    """`kind`: neutral, info, success, warning or danger, said in words too."""
    return _mark("badge", label=marked(label), kind=kind, icon=icon)


@register.simple_tag
def role_badge(*, level: int, label: object = "") -> SafeString:
    """A role by its step of the ladder (0 to 5): a shape beside its name."""
    return _mark("role_badge", level=level, label=marked(label or LEVELS[level].label))


@lru_cache(maxsize=1024)
def _mark(name: str, **values: Any) -> SafeString:
    """Lists repeat the same few hundreds of times: each is drawn once."""
    if name == "role_badge":
        values["shape"] = levels.shape_within(values["level"], 9, 3)
    return SafeString(render_to_string(f"web/components/{name}.html", values).strip())


# 4. Choosing.
@register.simple_block_tag
def chip_group(content: Content, *, label: object) -> SafeString:
    return _block("chip_group", content, label=label)


@register.simple_tag
def chip(
    *, label: object, url: str, active: bool = False, count: int | None = None
) -> SafeString:
    """One filter, which is also an address; an active one leads to its removal."""
    if active:
        values = {"label": label, "url": url, "count": count}
        return render_to_string("web/components/chip_active.html", values)
    # A page has a hundred of them: too many for a template each.
    found = "" if count is None else number(count)
    shown = f' <span class="filter-chip-count">{found}</span>' if found else ""
    link = f'<a class="filter-chip" href="{escape(url)}">{marked(label)}{shown}</a>'
    return mark_safe(f"<li>{link}</li>")  # noqa: S308 — escaped just here


@register.simple_tag
def chips(*, options: Iterable[Any]) -> SafeString:
    """All of a group: each has `label`, `url`, `is_active` and `count`."""
    drawn = [
        chip(label=one.label, url=one.url, active=one.is_active, count=one.count)
        for one in options
    ]
    return mark_safe("".join(drawn))  # noqa: S308 — escaped in chip


@register.filter
def linked(pages: Iterable[tuple[str, str]]) -> SafeString:
    """Names that lead to their addresses, with commas between them."""
    links = [f'<a href="{escape(url)}">{escape(name)}</a>' for name, url in pages]
    return mark_safe(", ".join(links))  # noqa: S308 — escaped just here


@register.simple_block_tag
def tabs(content: Content, *, label: object) -> SafeString:
    return _block("tabs", content, label=label)


@register.inclusion_tag("web/components/tab.html")
def tab(*, label: object, url: str, active: bool = False) -> Values:
    """A view of the same matter at its own address."""
    return {"label": label, "url": url, "active": active}


@register.inclusion_tag("web/components/pagination.html", takes_context=True)
def pagination(context: Context, *, page: Page[Any], label: object = "") -> Values:
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "pages": pages, "label": label, "request": context["request"]}


# 5. Containers.
@register.simple_block_tag
def card_grid(content: Content) -> SafeString:
    return _block("card_grid", content)


@register.simple_block_tag
def card(
    content: Content,
    *,
    title: object,
    url: str = "",
    kicker: object = "",
    level: int = 3,
) -> SafeString:
    """`level` is that of its heading."""
    return _block("card", content, title=title, url=url, kicker=kicker, level=level)


@register.simple_block_tag
def data_table(
    content: Content, *, caption: object, hide_caption: bool = False
) -> SafeString:
    """Around <thead> and <tbody>; scrolls sideways where the page is too narrow."""
    return _block("data_table", content, caption=caption, hide_caption=hide_caption)


@register.simple_block_tag
def definition_list(content: Content) -> SafeString:
    return _block("definition_list", content)


@register.simple_block_tag
def definition(content: Content, *, term: object) -> SafeString:
    return _block("definition", content, term=term)


# 6. Forms.
@register.inclusion_tag("web/components/form_fields.html")
def form_fields(*, form: Form) -> Values:
    """Every field of a form, with the summary of its errors on top."""
    return {"form": form}


@register.inclusion_tag("web/components/form_errors.html")
def form_errors(*, form: Form) -> Values:
    return {"form": form}


@register.inclusion_tag("web/components/form_field.html")
def form_field(*, field: BoundField) -> Values:
    return {"field": field}


@register.inclusion_tag("web/components/form_buttons.html")
def form_buttons(
    *, submit: object, cancel_url: str = "", kind: str = "primary"
) -> Values:
    return {"submit": submit, "cancel_url": cancel_url, "kind": kind}

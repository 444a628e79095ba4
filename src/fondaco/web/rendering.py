"""Django's templates, which let go of what a page was made of as soon as it is made."""

from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.template.context import make_context
from django.utils.safestring import SafeString


class Templates(DjangoTemplates):
    def get_template(self, template_name: str) -> "_Template":
        return _Template(super().get_template(template_name).template, self)


class _Template(Template):
    def render(
        self,
        context: dict[str, Any] | None = None,
        request: HttpRequest | None = None,
    ) -> SafeString:
        made = make_context(context, request, autoescape=self.backend.engine.autoescape)
        page = self.template.render(made)
        # A dictionary that was pushed onto a context holds the context: a large page's
        # tens of thousands of objects would stay until they are looked for.
        made.dicts.clear()
        return page

"""Every address of the site: Italian at the root, English below /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from fondaco.portal.views import pages
from fondaco.web.api.views import nothing_here
from fondaco.web.later import Later

urlpatterns = [
    # Twenty megabytes that a process without a program to answer does without.
    Later.at("api/v1/", "fondaco.config.api_urls", "api"),
    path("api/", nothing_here),
    path("api/<path:rest>", nothing_here),
    # One address for all languages: the provider and browsers are told it once.
    path("", include("fondaco.accounts.callback")),
    path("", include("fondaco.web.offline.urls")),
    path(".well-known/security.txt", pages.security, name="security"),
    path("", include("fondaco.portal.files")),
    *i18n_patterns(
        path("", include("fondaco.portal.urls")),
        path("", include("fondaco.newsroom.urls")),
        path("", include("fondaco.presence.urls")),
        path("", include("fondaco.funding.urls")),
        path("", include("fondaco.activities.urls")),
        path("", include("fondaco.correspondence.urls")),
        path("", include("fondaco.registry.urls")),
        path("", include("fondaco.accounts.urls")),
        path("", include("fondaco.web.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "fondaco.web.views.bad_request"
handler403 = "fondaco.web.views.permission_denied"
handler404 = "fondaco.web.views.page_not_found"
handler500 = "fondaco.web.views.server_error"

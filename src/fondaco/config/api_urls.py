"""The addresses of the API, loaded when the first program calls."""

from fondaco.config.api import api

urlpatterns, *_ = api.urls

"""The managers' pages of the registry's records."""

from fondaco.registry.records import RECORDS
from fondaco.web.records import record_urls

app_name = "registry"
urlpatterns = [record_urls(record_type) for record_type in RECORDS]

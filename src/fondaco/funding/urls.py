"""The addresses of funding: the managers' side."""

from fondaco.funding.records import RECORDS
from fondaco.web.records import record_urls

app_name = "funding"
urlpatterns = [record_urls(record_type) for record_type in RECORDS]

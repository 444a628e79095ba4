"""Clusters and organisations as schema.org describes them, for machines that read."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from fondaco.registry.models import Cluster, Organisation
from fondaco.web.templatetags.words import city_name

Data = dict[str, Any]
CONTEXT = "https://schema.org"


def absolute(path: str) -> str:
    base: str = settings.BASE_URL.geturl()
    return base.rstrip("/") + path


def cluster_data(cluster: Cluster, names: list[str]) -> Data:
    url = absolute(reverse("portal:cluster_detail", args=[cluster.slug]))
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "Organization",
            "@id": url,
            "url": url,
            "name": cluster.title.text,
            "alternateName": [cluster.acronym, *names],
            "description": _description(cluster),
            "sameAs": cluster.website,
            "email": cluster.public_email,
            "address": _address(cluster),
        }
    )


def organisation_data(organisation: Organisation, names: list[str]) -> Data:
    url = absolute(reverse("portal:organisation_detail", args=[organisation.slug]))
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "Organization",
            "@id": url,
            "url": url,
            "name": organisation.name,
            "alternateName": [organisation.acronym, *names],
            "description": _description(organisation),
            "sameAs": organisation.website,
            "email": organisation.public_email,
            "address": _address(organisation),
        }
    )


def _description(record: Cluster | Organisation) -> str:
    return record.description_it or record.description_en


def _address(record: Cluster | Organisation) -> Data:
    parts = _without_nothing(
        {
            "streetAddress": record.site,
            "addressLocality": city_name(record.city, record.country),
            "addressRegion": record.region,
            "addressCountry": record.country,
        }
    )
    return {"@type": "PostalAddress"} | parts if parts else {}


def _without_nothing(data: Data) -> Data:
    kept = {
        name: [one for one in value if one] if isinstance(value, list) else value
        for name, value in data.items()
    }
    return {name: value for name, value in kept.items() if value}

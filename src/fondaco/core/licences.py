"""The licences of open data that an installation chooses from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """`kind` is its type in the ADMS vocabulary, which DCAT-AP_IT asks for."""

    name: str
    url: str
    version: str
    kind: str


_ADMS = "http://purl.org/adms/licencetype/"
_CREATIVE_COMMONS = "https://creativecommons.org/"
LICENCES = {
    "CC-BY-4.0": Licence(
        "Creative Commons Attribution 4.0 International (CC BY 4.0)",
        f"{_CREATIVE_COMMONS}licenses/by/4.0/",
        "4.0",
        f"{_ADMS}Attribution",
    ),
    "CC0-1.0": Licence(
        "Creative Commons Zero 1.0 Universal (CC0 1.0)",
        f"{_CREATIVE_COMMONS}publicdomain/zero/1.0/",
        "1.0",
        f"{_ADMS}PublicDomain",
    ),
    "CC-BY-SA-4.0": Licence(
        "Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)",
        f"{_CREATIVE_COMMONS}licenses/by-sa/4.0/",
        "4.0",
        f"{_ADMS}ViralEffect-ShareAlike",
    ),
    "IODL-2.0": Licence(
        "Italian Open Data License 2.0 (IODL 2.0)",
        "https://www.dati.gov.it/iodl/2.0/",
        "2.0",
        f"{_ADMS}Attribution",
    ),
}

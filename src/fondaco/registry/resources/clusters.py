"""The clusters that the rows of a file name."""

from fondaco.engines.language.folding import fold
from fondaco.registry.models import Cluster


class ClusterIndex:
    """By acronym, or by name in either language."""

    def __init__(self) -> None:
        self.acronyms: dict[int, str] = {}
        self._by_name: dict[str, int] = {}
        columns = ("pk", "acronym", "name_it", "name_en")
        for pk, *names in Cluster.objects.values_list(*columns):
            self.acronyms[pk] = names[0]
            for name in filter(None, names):
                self._by_name.setdefault(fold(name), pk)

    def find(self, name: str) -> int | None:
        return self._by_name.get(fold(name))

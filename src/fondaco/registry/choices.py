"""What forms offer to choose from the registry: never more than the person may see."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.models import User
from fondaco.registry import reach
from fondaco.registry.models import Cluster, Competence
from fondaco.web.records import Choices

ACRONYM = ("acronym", "acronym")
ORGANISATION_NAME = (
    Coalesce(NullIf("name_it", Value("")), F("name")),
    Coalesce(NullIf("name_en", Value("")), F("name")),
)
PERSON_NAME = Concat("family_name", Value(" "), "given_name")

ALL_CLUSTERS = Choices(reach.everything(Cluster), words=ACRONYM, named_beyond=True)
MANAGED_CLUSTERS = Choices(reach.managed_clusters, words=ACRONYM, named_beyond=True)
CLUSTERS_TO_JOIN = Choices(reach.clusters_to_join, words=ACRONYM, named_beyond=True)
COORDINATED_NETWORKS = Choices(
    reach.coordinated_networks, words=ACRONYM, named_beyond=True
)
JOINED_NETWORKS = Choices(reach.joined_networks, words=ACRONYM, named_beyond=True)
VISIBLE_ORGANISATIONS = Choices(reach.visible_organisations, words=ORGANISATION_NAME)
MEMBERS = Choices(reach.kept_organisations, words=ORGANISATION_NAME)
VISIBLE_PEOPLE = Choices(reach.visible_people, words=(PERSON_NAME, PERSON_NAME))
# Whom a cluster keeps, not whoever is named publicly.
CONTACTS = Choices(reach.changeable_people, words=(PERSON_NAME, PERSON_NAME))
COMPETENCES = Choices(
    reach.everything(Competence),
    words=("name_it", "name_en"),
    named_beyond=True,
    none=_("No competence yet: all clusters share one list of them."),
    add="registry:competence_add",
)
USERS = Choices(reach.for_administrators(User), words=("email", "email"))
OWN_GROUPS = Choices(
    reach.changeable_groups, words=("name_it", "name_en"), named_beyond=True
)

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from fondaco.core.permissions import may, require
from tests.conftest import Cast


def test_what_a_person_may_not_do_does_not_exist_for_them(cast: Cast) -> None:
    assert may(cast.manager, "registry.change_cluster", cast.cluster)
    require(cast.manager, "registry.change_cluster", cast.cluster)
    for user in (cast.other_manager, AnonymousUser()):
        assert not may(user, "registry.change_cluster", cast.cluster)
        with pytest.raises(Http404):
            require(user, "registry.change_cluster", cast.cluster)

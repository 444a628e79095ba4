"""The managers' pages of the registry's records."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.registry.records import RECORDS
from fondaco.registry.views import duplicates, invitations, proposals
from fondaco.web.records import record_urls

app_name = "registry"
urlpatterns = [
    path(
        pgettext_lazy("address", "manage/duplicates/"),
        duplicates.duplicate_list,
        name="duplicate_list",
    ),
    path(
        pgettext_lazy("address", "manage/organisations/like-these-words/"),
        duplicates.organisation_likenesses,
        name="organisation_likenesses",
    ),
    path(
        pgettext_lazy("address", "manage/proposed-changes/"),
        proposals.proposal_list,
        name="proposal_list",
    ),
    path(
        pgettext_lazy("address", "manage/organisations/<str:key>/profile/"),
        proposals.organisation_profile,
        name="organisation_profile",
    ),
    path(
        pgettext_lazy("address", "manage/organisations/<str:key>/proposed-changes/"),
        proposals.organisation_proposals,
        name="organisation_proposals",
    ),
    *[record_urls(record_type) for record_type in RECORDS],
    path(
        pgettext_lazy("address", "manage/invitations/"),
        invitations.invitations,
        name="invitations",
    ),
    path(
        pgettext_lazy("address", "manage/invitations/new/"),
        invitations.invitation_new,
        name="invitation_new",
    ),
    path(
        pgettext_lazy("address", "manage/invitations/<slug:uid>/resend/"),
        invitations.invitation_resend,
        name="invitation_resend",
    ),
    path(
        pgettext_lazy("address", "manage/invitations/<slug:uid>/revoke/"),
        invitations.invitation_revoke,
        name="invitation_revoke",
    ),
    path(
        pgettext_lazy("address", "invitation/<str:token>/"),
        invitations.invitation_accept,
        name="invitation_accept",
    ),
]

"""Changes of a profile that wait for its keeper: proposed, accepted, refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fondaco.accounts.mails import full_address
from fondaco.core.actions import Actor
from fondaco.core.mail import send_later
from fondaco.core.permissions import Actor as Person
from fondaco.registry.actions import save_organisation
from fondaco.registry.models import (
    Competence,
    Organisation,
    ProposalState,
    ProposedChange,
)
from fondaco.registry.reach import kept_organisations

Values = Mapping[str, Any]
COMPETENCES = "competences"


def value_of(organisation: Organisation, field: str) -> Any:
    """As it is kept in a proposal: a text, or the numbers of competences."""
    if field == COMPETENCES:
        return sorted(organisation.competences.values_list("pk", flat=True))
    return getattr(organisation, field)


def pending_of(
    organisation: Organisation, actor: Any = None
) -> "QuerySet[ProposedChange]":
    found = ProposedChange.objects.filter(
        organisation=organisation, state=ProposalState.PENDING
    ).select_related("proposed_by")
    return found if actor is None else found.filter(proposed_by=actor)


def profiles_to_answer(actor: Person) -> "QuerySet[Organisation]":
    """Each once, with how many changes wait; who waits longest comes first."""
    kept = kept_organisations(actor).order_by().values("pk")
    waits = Q(proposed_changes__state=ProposalState.PENDING)
    return (
        Organisation.objects.filter(waits, pk__in=kept)
        .annotate(
            changes=Count("proposed_changes"),
            proposed_at=Min("proposed_changes__proposed_at"),
        )
        .order_by("proposed_at", "pk")
    )


@transaction.atomic
def propose_changes(
    organisation: Organisation,
    *,
    shown: Values,
    before: Values,
    after: Values,
    why: str,
    actor: Any,
) -> int:
    """Write down what differs from what the person was shown; return how many wait.

    What they proposed before of a field gives way; going back to what the record says
    takes the proposal back.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    present = Organisation.objects.get(pk=organisation.pk)
    for field, value in after.items():
        if value == shown[field]:
            continue
        pending_of(organisation, actor).filter(field=field).update(
            state=ProposalState.REPLACED, decided_at=timezone.now()
        )
        if value != value_of(present, field):
            ProposedChange.objects.create(
                organisation=organisation,
                field=field,
                before=before[field],
                after=value,
                why=why,
                proposed_by=actor,
            )
    return pending_of(organisation, actor).count()


@transaction.atomic
def decide_proposals(
    organisation: Organisation,
    answers: Mapping[str, bool],
    *,
    word: str = "",
    actor: Actor,
) -> tuple[int, int]:
    """Accept or refuse by identifier; write to who proposed, in one transaction.

    Raises ValidationError where what is accepted cannot stand in the record.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    decided = list(pending_of(organisation).filter(uid__in=answers))
    accepted = [one for one in decided if answers[one.uid]]
    if accepted:
        _write(organisation, accepted, actor)
    for one in decided:
        accepts = answers[one.uid]
        one.state = ProposalState.ACCEPTED if accepts else ProposalState.REFUSED
        one.decided_by, one.decided_at = actor, timezone.now()  # type: ignore[assignment]
        one.save()
    for proposer in {one.proposed_by for one in decided}:
        own = [one for one in decided if one.proposed_by == proposer]
        _tell(organisation, proposer, own, word)
    return len(accepted), len(decided) - len(accepted)


def _write(
    organisation: Organisation, accepted: Iterable[ProposedChange], actor: Actor
) -> None:
    values = {one.field: one.after for one in accepted}
    competences = values.pop(COMPETENCES, None)
    for field, value in values.items():
        setattr(organisation, field, value)
    others = [
        field.name
        for field in organisation._meta.concrete_fields
        if field.name not in values
    ]
    organisation.full_clean(exclude=others)

    def write_competences() -> None:
        if competences is not None:
            known = Competence.objects.filter(pk__in=competences)
            organisation.competences.set(known)

    save_organisation(
        organisation, actor=actor, reason="propose", write_rows=write_competences
    )


def _tell(
    organisation: Organisation, proposer: Any, own: list[ProposedChange], word: str
) -> None:
    language = getattr(proposer, "language", "") or translation.get_language() or "it"
    with translation.override(language):
        lines = [
            f"– {one.get_field_display()}: {one.get_state_display()}" for one in own
        ]
        name = " ".join(str(proposer).split())
        profile = reverse("registry:organisation_profile", args=[organisation.uid])
        parts = [
            _("Hello %(name)s,") % {"name": name},
            _("What you proposed for the profile of “%s” was looked at:")
            % organisation,
            "\n".join(lines),
        ]
        if word.strip():
            parts.append(_("They write: %s") % word.strip())
        parts.append(_("The profile: %s") % full_address(profile))
        parts.append("Fondaco")
        send_later(
            to=proposer.email,
            subject="[Fondaco] " + _("Your changes to “%s”") % organisation,
            text="\n\n".join(parts) + "\n",
            language=language,
            key="proposals-" + "-".join(sorted(one.uid for one in own))[:150],
        )


@dataclass(frozen=True)
class ShownProposal:
    """One proposed change in words, with what the record says meanwhile."""

    proposal: ProposedChange
    label: str
    before: str
    after: str
    # What the record says now, where that is no longer what the person saw.
    meanwhile: str
    has_changed: bool


def show_proposals(
    organisation: Organisation, proposals: Iterable[ProposedChange]
) -> list[ShownProposal]:
    proposals = list(proposals)
    keys = {
        key
        for one in proposals
        if one.field == COMPETENCES
        for key in [*one.before, *one.after]
    }
    names = {}
    held: list[int] = []
    if any(one.field == COMPETENCES for one in proposals):
        held = value_of(organisation, COMPETENCES)
        names = {
            one.pk: str(one) for one in Competence.objects.filter(pk__in=keys | {*held})
        }

    def words(field: str, value: Any) -> str:
        if field == COMPETENCES:
            return ", ".join(names.get(key, "?") for key in value)
        choices = dict(Organisation._meta.get_field(field).flatchoices)  # type: ignore[union-attr]
        return capfirst(str(choices[value])) if value in choices else str(value)

    found = []
    for one in proposals:
        is_of_many = one.field == COMPETENCES
        now = held if is_of_many else value_of(organisation, one.field)
        found.append(
            ShownProposal(
                one,
                one.get_field_display(),
                words(one.field, one.before),
                words(one.field, one.after),
                words(one.field, now),
                now != one.before,
            )
        )
    return found


def refuse_nothing(answers: Mapping[str, bool]) -> None:
    if not answers:
        raise ValidationError(_("Accept or refuse at least one of the changes."))

"""Whoever is public without a date of consent is so by office; with one, by consent."""

from django.db import migrations


def move(apps, schema_editor):
    person_model = apps.get_model("registry", "Person")
    consent_model = apps.get_model("registry", "Consent")
    person_model.objects.filter(is_public=True, consented_on=None).update(
        holds_public_office=True
    )
    for person in person_model.objects.exclude(consented_on=None):
        if person.is_public:
            consent_model.objects.create(
                person=person,
                purpose="listing",
                given_on=person.consented_on,
                means="unknown",
            )
        else:
            # Named nowhere in spite of it: that must not change by itself.
            person.private_note = f"Consent to be named: {person.consented_on}."
            person.save()


class Migration(migrations.Migration):

    dependencies = [("registry", "0005_contacts")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]

"""Old addresses of activities are kept as those of all that is merged."""

from django.db import migrations
from django.utils import timezone


def keep_addresses(apps, schema_editor):
    redirects = apps.get_model("activities", "ActivityRedirect").objects.all()
    if not redirects.exists():
        return
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kind, _ = kinds.get_or_create(app_label="activities", model="activity")
    merges = apps.get_model("core", "Merge").objects
    for redirect in redirects:
        # Nobody knows which number it had; without rows, it cannot be undone.
        merges.create(
            uid=redirect.uid,
            content_type=kind,
            kept_id=redirect.activity_id,
            gone_id=0,
            gone_uid=redirect.uid,
            gone_name=redirect.uid,
            merged_at=timezone.now(),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_minutes"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0006_merging"),
    ]

    operations = [
        migrations.RunPython(keep_addresses, migrations.RunPython.noop),
        migrations.DeleteModel(name="ActivityRedirect"),
    ]

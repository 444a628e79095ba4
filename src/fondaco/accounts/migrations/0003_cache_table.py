"""The table in which all processes count attempts."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    alias = schema_editor.connection.alias
    call_command("createcachetable", "accounts_cache", database=alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sign_in")]
    operations = [
        migrations.RunPython(
            make,
            lambda apps, schema_editor: schema_editor.execute(
                "DROP TABLE accounts_cache"
            ),
        )
    ]

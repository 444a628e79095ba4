from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("registry", "0006_consents_moved")]

    operations = [
        migrations.RemoveField(
            model_name='historicalperson',
            name='consented_on',
        ),
        migrations.RemoveField(
            model_name='person',
            name='consented_on',
        ),
    ]

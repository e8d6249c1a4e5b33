import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contests', '0004_voting'),
    ]

    operations = [
        migrations.AddField(
            model_name='review',
            name='why_abstained',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='почему не сужу'),
        ),
        migrations.AlterField(
            model_name='jurymember',
            name='nominations',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Ничего не отмечено — судит все. Новая номинация появится здесь, когда будет опубликована.', related_name='+', to='contests.nomination', verbose_name='номинации'),
        ),
        migrations.AlterField(
            model_name='review',
            name='changed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='изменено после сдачи'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('abstained', False), ('why_abstained', '')), models.Q(('abstained', True), ('handed_in_at__isnull', False)), _connector='OR'), name='abstaining_is_handed_in'),
        ),
    ]

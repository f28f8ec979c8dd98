import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0002_photo_unit_and_withdrawal'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticlePhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'bài viết',
                'verbose_name_plural': 'bài viết',
            },
        ),
        migrations.CreateModel(
            name='EditionPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'bản đăng',
                'verbose_name_plural': 'bản đăng',
            },
        ),
        migrations.AddField(
            model_name='articlephoto',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='news.article'),
        ),
        migrations.AddField(
            model_name='articlephoto',
            name='photo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.photo'),
        ),
        migrations.AddField(
            model_name='editionphoto',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='news.edition'),
        ),
        migrations.AddField(
            model_name='editionphoto',
            name='photo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.photo'),
        ),
        migrations.AddConstraint(
            model_name='articlephoto',
            constraint=models.UniqueConstraint(fields=('article', 'photo'), name='news_articlephoto_once', violation_error_message='Ảnh đã có trong bài.'),
        ),
        migrations.AddConstraint(
            model_name='editionphoto',
            constraint=models.UniqueConstraint(fields=('edition', 'photo'), name='news_editionphoto_once', violation_error_message='Ảnh đã có trong bản đăng.'),
        ),
    ]

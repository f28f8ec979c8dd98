import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0004_fill_photo_uses'),
    ]

    operations = [
        migrations.CreateModel(
            name='GalleryPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(blank=True, max_length=500, verbose_name='chú thích')),
                ('alt', models.CharField(blank=True, max_length=300, verbose_name='mô tả ảnh (alt)')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='thứ tự')),
            ],
            options={
                'verbose_name': 'ảnh của bộ ảnh',
                'verbose_name_plural': 'bộ ảnh',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='edition',
            name='news_edition_has_body',
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body', ''), _negated=True), ('kind', 'anh'), _connector='OR'), name='news_edition_has_body', violation_error_message='Bản đăng phải có nội dung.'),
        ),
        migrations.AddField(
            model_name='galleryphoto',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gallery', to='news.article'),
        ),
        migrations.AddField(
            model_name='galleryphoto',
            name='photo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.photo', verbose_name='ảnh'),
        ),
        migrations.AddConstraint(
            model_name='galleryphoto',
            constraint=models.UniqueConstraint(fields=('article', 'photo'), name='news_galleryphoto_once', violation_error_message='Ảnh này đã có trong bộ ảnh.'),
        ),
    ]

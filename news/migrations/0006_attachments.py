import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0005_galleries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleAttachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, help_text='Để trống thì dùng tên của tệp.', max_length=200, verbose_name='tên hiển thị')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='thứ tự')),
            ],
            options={
                'verbose_name': 'tệp đính kèm',
                'verbose_name_plural': 'tệp đính kèm',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(editable=False, max_length=120, unique=True, verbose_name='tên tệp')),
                ('title', models.CharField(max_length=200, verbose_name='tên hiển thị')),
                ('extension', models.CharField(editable=False, max_length=8, verbose_name='định dạng')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='số byte')),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True, verbose_name='SHA-256')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='tải lên lúc')),
            ],
            options={
                'verbose_name': 'tệp đính kèm',
                'verbose_name_plural': 'tệp đính kèm',
            },
        ),
        migrations.AddField(
            model_name='articleattachment',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='news.article'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='uploaded_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên'),
        ),
        migrations.AddField(
            model_name='articleattachment',
            name='attachment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.attachment', verbose_name='tệp'),
        ),
        migrations.AddConstraint(
            model_name='articleattachment',
            constraint=models.UniqueConstraint(fields=('article', 'attachment'), name='news_articleattachment_once', violation_error_message='Tệp này đã được đính kèm.'),
        ),
    ]

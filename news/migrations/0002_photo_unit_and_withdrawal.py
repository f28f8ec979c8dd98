import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='photo',
            options={'permissions': [('withdraw_photo', 'Được gỡ ảnh khỏi mọi trang')], 'verbose_name': 'ảnh', 'verbose_name_plural': 'ảnh'},
        ),
        migrations.AddField(
            model_name='photo',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.unit', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='photo',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gỡ lúc'),
        ),
        migrations.AddField(
            model_name='photo',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gỡ'),
        ),
        migrations.AddField(
            model_name='photo',
            name='withdrawn_reason',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='lý do gỡ'),
        ),
        migrations.AlterField(
            model_name='photo',
            name='alt',
            field=models.CharField(blank=True, help_text='Trong ảnh có gì, cho người không nhìn thấy ảnh.', max_length=300, verbose_name='mô tả ảnh (alt)'),
        ),
        migrations.AlterField(
            model_name='photo',
            name='consent_note',
            field=models.CharField(blank=True, help_text='Người trong ảnh đã đồng ý thế nào; bạn đọc không nhìn thấy.', max_length=300, verbose_name='ghi chú đồng ý'),
        ),
        migrations.AlterField(
            model_name='photo',
            name='credit',
            field=models.CharField(blank=True, help_text='Tên người chụp hoặc nơi cho ảnh; trang web tự thêm chữ “Ảnh:”.', max_length=120, verbose_name='nguồn ảnh'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(fields=['-uploaded_at', '-id'], name='news_photo_uploaded'),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("party", "0022_organization_seat")]

    operations = [
        migrations.AddField(
            model_name="regulation",
            name="retention_years",
            field=models.PositiveSmallIntegerField(
                default=10,
                help_text="Do cơ quan đặt; chỉ để nhắc, không tự xóa gì.",
                verbose_name="xem xét ẩn danh hồ sơ sau khi thôi sinh hoạt (năm)",
            ),
        ),
    ]

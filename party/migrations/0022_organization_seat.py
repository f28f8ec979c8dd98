from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("party", "0021_seed_rubrics")]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="seat",
            field=models.CharField(
                blank=True,
                help_text="Ví dụ: Hưng Yên. Để trống thì lấy của tổ chức cấp trên.",
                max_length=60,
                verbose_name="địa danh ghi trên biên bản",
            ),
        ),
    ]

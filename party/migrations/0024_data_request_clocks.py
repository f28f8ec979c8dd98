from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("party", "0023_regulation_retention_years")]

    operations = [
        migrations.AddField(
            model_name="datarequest",
            name="with_others",
            field=models.BooleanField(
                default=False,
                help_text="Khi dữ liệu đã chuyển cho bên xử lý hoặc bên thứ ba.",
                verbose_name="phải yêu cầu bên khác cùng thực hiện",
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="extended_to",
            field=models.DateField(blank=True, null=True, verbose_name="gia hạn đến"),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="extension_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="lý do gia hạn"
            ),
        ),
        migrations.AlterField(
            model_name="datarequest",
            name="answer_by",
            field=models.DateField(editable=False, verbose_name="trả lời chậm nhất"),
        ),
        migrations.AlterField(
            model_name="datarequest",
            name="due_on",
            field=models.DateField(editable=False, verbose_name="thực hiện chậm nhất"),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(extended_to__isnull=True)
                | ~models.Q(extension_reason=""),
                name="party_request_extension_has_reason",
                violation_error_message="Nhập lý do gia hạn.",
            ),
        ),
    ]

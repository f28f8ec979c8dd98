"""The numbers of the Party's rules, by the guide that brought them.

12-HD/BTCTW (06/7/2018): attendance above 85 %, 90 minutes; no own length for combined
meetings, no day for papers. 42-HD/BTCTW (28/10/2025): 120 minutes combined, papers a
day before. What else is the same stands in the defaults of the model of 0001.
"""

from datetime import date

from django.db import migrations

REGULATIONS = [
    {
        "valid_from": date(2018, 7, 6),
        "source": "Điều lệ Đảng; Hướng dẫn 12-HD/BTCTW ngày 06/7/2018",
        "combined_minutes": 90,
        "notice_days": 0,
    },
    {
        "valid_from": date(2025, 10, 28),
        "source": "Điều lệ Đảng; Hướng dẫn 42-HD/BTCTW ngày 28/10/2025; "
        "Quy định 366-QĐ/TW ngày 30/8/2025",
        "combined_minutes": 120,
        "notice_days": 1,
    },
]


def seed(apps, schema_editor):
    Regulation = apps.get_model("party", "Regulation")
    for fields in REGULATIONS:
        day = fields["valid_from"]
        Regulation.objects.get_or_create(valid_from=day, defaults=fields)


class Migration(migrations.Migration):
    dependencies = [("party", "0002_what_was_recorded_by_mistake")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

from django.db import migrations

SYNONYMS = [
    ("QLTT = quản lý thị trường", ""),
    ("Chi cục QLTT = Cục QLTT", "Cục QLTT các tỉnh, thành phố nay là Chi cục."),
    (
        "Tổng cục QLTT = Cục Quản lý và Phát triển thị trường trong nước",
        "Cơ quan kế tục của Tổng cục QLTT ở Bộ Công Thương.",
    ),
    ("UBND = ủy ban nhân dân", ""),
    ("HĐND = hội đồng nhân dân", ""),
    ("UBKT = ủy ban kiểm tra", ""),
    ("UBMTTQ = ủy ban mặt trận tổ quốc", ""),
    ("BCH = ban chấp hành", ""),
    ("TUV = tỉnh ủy viên", ""),
    ("UVBTVTU = ủy viên ban thường vụ tỉnh ủy", ""),
    ("BCĐ 389 = Ban Chỉ đạo 389", ""),
    ("VPHC = vi phạm hành chính", ""),
    ("SHTT = sở hữu trí tuệ", ""),
    ("TMĐT = thương mại điện tử", ""),
    ("ATTP = an toàn thực phẩm", ""),
    ("VSATTP = vệ sinh an toàn thực phẩm", ""),
    ("HTX = hợp tác xã", ""),
    ("TP.HCM = TP Hồ Chí Minh = Thành phố Hồ Chí Minh", ""),
]


def seed(apps, schema_editor):
    Synonym = apps.get_model("news", "Synonym")
    for phrases, note in SYNONYMS:
        Synonym.objects.get_or_create(phrases=phrases, defaults={"note": note})


class Migration(migrations.Migration):
    dependencies = [("news", "0022_synonyms")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Three rubrics of 100 points to begin with; the provinces' own replace them by date.

Meetings: preparation 15, attendance 20, conduct 45, close 20; no more than “Khá” while
attendance, length, discussion or minutes are not full (DOMAIN 4.2). Organizations and
members: the bands of Quy định 366-QĐ/TW; the groups of criteria are a proposal.
"""

from datetime import date

from django.db import migrations

MEETING_BANDS = [("Tốt", 90), ("Khá", 70), ("Trung bình", 50), ("Kém", 0)]
GRADE_BANDS = [("xuat-sac", 90), ("tot", 70), ("hoan-thanh", 50), ("khong-hoan-thanh", 0)]

RUBRICS = [
    {
        "kind": "buoi-sinh-hoat",
        "name": "Chất lượng buổi sinh hoạt chi bộ",
        "valid_from": date(2018, 7, 6),
        "decision": "12-HD/BTCTW; 42-HD/BTCTW",
        "cap_below": 90,
        "bands": MEETING_BANDS,
        "criteria": [
            ("Chuẩn bị: chi ủy họp trước, báo trước nội dung, có dự thảo nghị quyết", 15, False),
            ("Tỷ lệ đảng viên dự sinh hoạt, không ai vắng không lý do", 20, True),
            ("Đủ thời gian sinh hoạt", 10, True),
            ("Đúng nội dung, đúng nguyên tắc, nền nếp", 20, False),
            ("Đảng viên phát biểu, thảo luận", 15, True),
            ("Kết luận, biểu quyết, phân công nhiệm vụ rõ", 10, False),
            ("Biên bản đầy đủ", 10, True),
        ],
    },
    {
        "kind": "to-chuc",
        "name": "Xếp loại tổ chức Đảng",
        "valid_from": date(2025, 8, 30),
        "decision": "366-QĐ/TW",
        "cap_below": None,
        "bands": GRADE_BANDS,
        "criteria": [
            ("Xây dựng Đảng về chính trị, tư tưởng, đạo đức, tổ chức và cán bộ", 30, False),
            ("Lãnh đạo thực hiện nhiệm vụ chính trị của đơn vị", 40, False),
            ("Kiểm tra, giám sát, kỷ luật; chấp hành nguyên tắc tổ chức", 20, False),
            ("Lãnh đạo đoàn thể, công tác dân vận", 10, False),
        ],
    },
    {
        "kind": "dang-vien",
        "name": "Xếp loại đảng viên",
        "valid_from": date(2025, 8, 30),
        "decision": "366-QĐ/TW",
        "cap_below": None,
        "bands": GRADE_BANDS,
        "criteria": [
            ("Tư tưởng chính trị; đạo đức, lối sống; ý thức tổ chức kỷ luật", 30, False),
            ("Kết quả thực hiện nhiệm vụ, chỉ tiêu được giao", 60, False),
            ("Cam kết tu dưỡng, rèn luyện; khắc phục hạn chế đã chỉ ra", 10, False),
        ],
    },
]


def seed(apps, schema_editor):
    Rubric = apps.get_model("party", "Rubric")
    Criterion = apps.get_model("party", "Criterion")
    Band = apps.get_model("party", "Band")
    for fields in RUBRICS:
        own = {name: fields[name] for name in ("name", "decision", "cap_below")}
        rubric, is_new = Rubric.objects.get_or_create(
            kind=fields["kind"], valid_from=fields["valid_from"], defaults=own
        )
        if not is_new:
            continue
        for position, (text, most, must_be_full) in enumerate(fields["criteria"]):
            Criterion.objects.create(
                rubric=rubric,
                position=position,
                text=text,
                most=most,
                must_be_full=must_be_full,
            )
        for level, least in fields["bands"]:
            Band.objects.create(rubric=rubric, level=level, least=least)


class Migration(migrations.Migration):
    dependencies = [("party", "0020_seed_regulations")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

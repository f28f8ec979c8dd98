import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

STATIC_TAG = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")

templates = sorted(settings.BASE_DIR.glob("templates/**/*.html"))


@pytest.mark.parametrize("file", templates, ids=lambda file: file.name)
def test_every_static_file_that_a_template_names_exists(file):
    named = STATIC_TAG.findall(file.read_text(encoding="utf-8"))

    assert [name for name in named if not finders.find(name)] == []

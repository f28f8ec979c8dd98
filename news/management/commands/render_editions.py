"""Make the derived columns and rows of every edition anew from its record."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from news import effects, kinship, rendering
from news.models.edition import Edition
from news.models.generation import clock


class Command(BaseCommand):
    help = "Kết xuất lại mọi bản đăng từ bản ghi (sau khi nâng cấp hoặc đổi SITE_URL)."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            changed = rendering.remake(Edition.objects.all())
            for _ in kinship.relate_all(clock()):
                pass
            effects.public_changed()
        self.stdout.write(f"{Edition.objects.count()} bản đăng, {changed} thay đổi.")

"""Make the derived columns of every edition anew from its record."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from news import effects, rendering
from news.models.edition import Edition


class Command(BaseCommand):
    help = "Kết xuất lại mọi bản đăng từ bản ghi (sau khi nâng cấp hoặc đổi SITE_URL)."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            changed = rendering.remake(Edition.objects.all())
            if changed:
                effects.public_changed()
        self.stdout.write(f"{Edition.objects.count()} bản đăng, {changed} thay đổi.")

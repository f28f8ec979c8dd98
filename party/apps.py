from django.apps import AppConfig


class PartyConfig(AppConfig):
    name = "party"
    verbose_name = "Tổ chức Đảng"

    def ready(self) -> None:
        from news.site import sitemaps
        from party.site.sitemap import NAME

        sitemaps.OTHERS.append(NAME)

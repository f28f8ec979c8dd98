from django.apps import AppConfig


class PartyConfig(AppConfig):
    name = "party"
    verbose_name = "Tổ chức Đảng"

    def ready(self) -> None:
        from news.publishing import approval
        from news.site import sitemaps
        from party import story
        from party.site.sitemap import NAME

        sitemaps.OTHERS.append(NAME)
        approval.NEVER_OWN.append(story.own_story_of_a_meeting)

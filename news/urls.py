"""Addresses of the newsroom. Sections come last: they live at the root.

The converters "id" and "day" are those of news.models.address.
"""

from django.urls import path, re_path

from news.desk import shared_preview
from news.site import (
    archive,
    corrections,
    counting,
    feeds,
    searching,
    sitemaps,
    views,
)

app_name = "news"
urlpatterns = [
    path("<slug:slug>-<id:pk>.html", views.article_detail, name="article"),
    path(
        "tep-dinh-kem/<id:article_id>/<id:pk>/<slug:name>.<slug:extension>",
        views.attachment,
        name="attachment",
    ),
    path("ban-nhap/<str:token>/", shared_preview.page, name="shared-preview"),
    path(
        "ban-nhap/<str:token>/tep/<id:pk>/",
        shared_preview.file,
        name="shared-preview-file",
    ),
    path("luot-doc/<id:pk>/", counting.count_reading, name="count"),
    path("ngay/", archive.go_to_day, name="days"),
    path("ngay/<day:day>/", archive.day_detail, name="day"),
    path("dinh-chinh/", corrections.corrections, name="corrections"),
    path("tim-kiem/", searching.search_page, name="search"),
    path("tim-kiem/goi-y/", searching.suggestions, name="suggestions"),
    path("tim-kiem/opensearch.xml", searching.description, name="opensearch"),
    path("rss/", feeds.all_stories, name="feed"),
    path("rss/dinh-chinh.rss", feeds.corrections, name="corrections-feed"),
    re_path(
        r"^rss/(?P<path>[-a-z0-9]+(?:/[-a-z0-9]+)?)\.rss$",
        feeds.of_section,
        name="section-feed",
    ),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-bai-<id:number>.xml", sitemaps.stories, name="sitemap-stories"),
    path("sitemap-muc.xml", sitemaps.lists, name="sitemap-lists"),
    path("sitemap-news.xml", sitemaps.latest, name="sitemap-news"),
    path("tu-khoa/<slug:slug>/", views.tag_detail, name="tag"),
    path("tac-gia/<slug:slug>/", views.author_detail, name="author"),
    path("don-vi/<slug:slug>/", views.unit_detail, name="unit"),
    re_path(
        r"^(?P<path>[-a-z0-9]+(?:/[-a-z0-9]+)?)/$",
        views.category_detail,
        name="category",
    ),
    re_path(r"^(?P<path>.+)$", views.legacy_address, name="legacy"),
]

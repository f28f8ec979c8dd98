"""Addresses of the newsroom. Sections come last: they live at the root.

The converter "id" is news.models.address.IdConverter.
"""

from django.urls import path, re_path

from news.site import counting, views

app_name = "news"
urlpatterns = [
    path("<slug:slug>-<id:pk>.html", views.article_detail, name="article"),
    path(
        "tep-dinh-kem/<id:article_id>/<id:pk>/<slug:name>.<slug:extension>",
        views.attachment,
        name="attachment",
    ),
    path("luot-doc/<id:pk>/", counting.count_reading, name="count"),
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

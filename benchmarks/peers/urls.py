"""Addresses of the plain project."""

from django.urls import path, re_path

from benchmarks.peers import views

urlpatterns = [
    path("", views.home),
    path("constant/", views.constant),
    re_path(r"^[-a-z0-9]+-(?P<pk>[0-9]+)\.html$", views.article),
    path("<path:path>/", views.category),
]

"""Public addresses of the Party organization: /to-chuc-dang/…"""

from django.urls import path

from party.site import sitemap, views

app_name = "party"
urlpatterns = [
    path("", views.organizations, name="organizations"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("<slug:slug>/", views.organization, name="organization"),
]

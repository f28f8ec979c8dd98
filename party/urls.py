"""Public addresses of the Party organization: /to-chuc-dang/…"""

from django.urls import URLPattern, URLResolver

app_name = "party"
urlpatterns: list[URLPattern | URLResolver] = []

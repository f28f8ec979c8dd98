"""Rules of the house that no single part can keep."""

from django.contrib import admin

from news.desk.admin.base import PublicModelAdmin

# What readers never see, or what the door alone makes public.
PRIVATE = {"auth.Group", "news.Article", "portal.User"}


def test_every_admin_of_a_public_thing_makes_the_pages_old():
    listed = {
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if not isinstance(model_admin, PublicModelAdmin)
    }

    assert listed == PRIVATE

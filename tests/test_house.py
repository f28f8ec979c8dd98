"""Rules of the house that no single part can keep."""

from django.contrib import admin

from news.desk.admin.base import LogsDeletions, PublicModelAdmin

# What readers never see, or what the door alone makes public.
PRIVATE = {
    "auth.Group",
    "news.Article",
    "news.AuditEntry",
    "news.Waiver",
    "party.DataRequest",
    "party.Grading",
    "party.Meeting",
    "party.Member",
    "party.Movement",
    "party.Organization",
    "party.OrganizationAccess",
    "party.PartyLogEntry",
    "party.Regulation",
    "party.Rubric",
    "portal.User",
}


def test_every_admin_of_a_public_thing_makes_the_pages_old():
    listed = {
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if not isinstance(model_admin, PublicModelAdmin)
    }

    assert listed == PRIVATE


def test_a47_whatever_is_deleted_in_the_admin_is_logged():
    silent = {
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if not isinstance(model_admin, LogsDeletions)
    }

    assert silent == set()

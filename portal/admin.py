"""Accounts, groups and the profile of the office."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Count, ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone

from news import vietnamese
from news.desk.access import staff
from news.desk.admin.base import (
    ChoosesOnly,
    CleanForm,
    NamesRows,
    PublicModelAdmin,
)
from portal import audit
from portal.models import AgencyProfile, User
from portal.roles import ADMINISTRATOR

OWN_ACCOUNT = "Bạn không thể tự bỏ quyền quản trị của mình; nhờ một quản trị khác."
PASSWORD_FORM = "auth_user_password_change"  # noqa: S105
DUTIES = {
    "Phóng viên": "Viết, sửa và gửi duyệt bài của mình, xem bài của đơn vị, thêm ảnh.",
    "Biên tập viên": "Sửa mọi bài, trả lại, đăng, hẹn giờ, gỡ, sắp trang chủ.",
    "Quản trị": "Như biên tập viên; thêm chuyên mục, đơn vị, tài khoản, cơ quan.",
    "Cán bộ Đảng": "Chỉ phần tổ chức Đảng.",
}


class NewUserForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "full_name", "unit")


class UserForm(UserChangeForm):
    """`by` is who fills it in; nobody locks the door behind himself."""

    by: User | None = None

    class Meta(UserChangeForm.Meta):
        model = User

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["full_name"] = vietnamese.clean_line(cleaned.get("full_name", ""))
        if self.by is None or self.instance.pk != self.by.pk:
            return cleaned
        for name in ("is_active", "is_staff"):
            if name in cleaned and not cleaned[name]:
                self.add_error(name, OWN_ACCOUNT)
        kept = {group.name for group in cleaned.get("groups", ())}
        if self.by.groups.filter(name=ADMINISTRATOR) and ADMINISTRATOR not in kept:
            self.add_error("groups", OWN_ACCOUNT)
        return cleaned


@admin.register(User)
class StaffAdmin(ChoosesOnly, NamesRows, UserAdmin):
    """Rights come from the four groups; nobody is made a superuser here."""

    form = UserForm
    add_form = NewUserForm
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Người dùng", {"fields": ["full_name", "email", "unit"]}),
        ("Quyền", {"fields": ["is_active", "is_staff", "groups"]}),
        ("Thời điểm", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": [
                    "username",
                    "full_name",
                    "unit",
                    "is_staff",
                    "groups",
                    "usable_password",
                    "password1",
                    "password2",
                ],
            },
        ),
    ]
    readonly_fields = ["last_login", "date_joined"]
    list_display = [
        "username",
        "full_name",
        "unit",
        "duties",
        "is_active",
        "last_login",
    ]
    list_select_related = ["unit"]
    list_filter = ["is_active", "groups"]
    autocomplete_fields = ["unit"]
    list_per_page = 50
    search_fields = ["username", "full_name"]
    filter_horizontal = ()
    ordering = ["username"]
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(
        self,
        request: HttpRequest,
        obj: User | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user  # type: ignore[attr-defined]
        return form

    def save_model(
        self, request: HttpRequest, obj: User, form: Any, change: bool
    ) -> None:
        """What the account might do before is asked before it is written."""
        form.rights_before = (
            audit.rights_of(User.objects.get(pk=obj.pk)) if change else None
        )
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if form.rights_before is None:
            audit.account_made(form.instance, by=staff(request))
        else:
            audit.account_changed(form.instance, form.rights_before, by=staff(request))

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        """The form for a new password has no other place to say that it was used."""
        match = request.resolver_match
        if match is not None and match.url_name == PASSWORD_FORM:
            audit.password_changed(obj, by=staff(request))
        return super().log_change(request, obj, message)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs["widget"] = CheckboxSelectMultiple
        kwargs["help_text"] = "Tài khoản làm được những gì nhóm của nó được làm."
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description="nhóm")
    def duties(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """By name, with or without marks; the office has a few dozen accounts."""
        wanted = vietnamese.words(search_term)
        names = User.objects.values_list("pk", "username", "full_name")
        found = [
            pk
            for pk, *texts in names
            if all(word in vietnamese.fold(" ".join(texts)) for word in wanted)
        ]
        return queryset.filter(pk__in=found), False

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        """The superuser's account is the superuser's own affair."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        """Accounts are switched off: what they did keeps their name."""
        return False


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(NamesRows):
    """For reading: portal.roles says what each group may do."""

    fields = ["name", "duty", "members"]
    readonly_fields = ["name", "duty", "members"]
    list_display = ["name", "duty", "members"]
    search_fields = ["name"]
    ordering = ["pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).annotate(member_count=Count("user"))

    @admin.display(description="được làm gì")
    def duty(self, group: Group) -> str:
        return DUTIES.get(group.name, "")

    @admin.display(description="số người")
    def members(self, group: Any) -> int:
        return group.member_count

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Group | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Group | None = None
    ) -> bool:
        return False


@admin.register(AgencyProfile)
class AgencyProfileAdmin(PublicModelAdmin):
    form = CleanForm
    list_display = ["name", "valid_from", "phone", "hotline"]
    ordering = ["-valid_from"]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Profiles are deleted one by one, and never the one in force."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(
        self, request: HttpRequest, obj: AgencyProfile | None = None
    ) -> bool:
        if obj is not None and obj == AgencyProfile.objects.on(timezone.localdate()):
            return False
        return super().has_delete_permission(request, obj)

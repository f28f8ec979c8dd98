"""Rows for tests: whole, and as the portal itself would have made them.

Every factory makes what stands on its own: an article that the gate lets through, an
edition with its revision, digest and ready HTML.
"""

from __future__ import annotations

import io
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from news import photos, publishing, rendering, search
from news.models import (
    Article,
    Author,
    Category,
    Edition,
    FrontPageSlot,
    Photo,
    Revision,
    Tag,
    Unit,
)
from news.models.edition import FIRST_LINK
from portal import roles
from portal.models import User


class UserFactory(DjangoModelFactory):
    """UserFactory(role=roles.EDITOR) is a member of staff in that group."""

    class Meta:
        model = User

    role = ""
    username = factory.Sequence(lambda n: f"nguoi-dung-{n}")
    full_name = factory.Sequence(lambda n: f"Người dùng {n}")
    is_staff = factory.LazyAttribute(lambda user: bool(user.role))

    @classmethod
    def _create(cls, model_class: type[User], *, role: str, **fields: Any) -> User:
        user = model_class.objects.create_user(**fields)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user


class ReporterFactory(UserFactory):
    role = roles.REPORTER


class EditorFactory(UserFactory):
    role = roles.EDITOR


class AdministratorFactory(UserFactory):
    role = roles.ADMINISTRATOR


class PartyOfficerFactory(UserFactory):
    role = roles.PARTY_OFFICER


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category

    name = factory.Sequence(lambda n: f"Chuyên mục {n}")

    @classmethod
    def _create(cls, model_class: type[Category], **fields: Any) -> Category:
        return model_class.objects.add(**fields)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"Đội QLTT số {n}")

    @classmethod
    def _create(cls, model_class: type[Unit], name: str, **fields: Any) -> Unit:
        return _with_fields(model_class.objects.named(name), fields)


class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Bút danh {n}")
    unit = None

    @classmethod
    def _create(
        cls, model_class: type[Author], name: str, unit: Unit | None, **fields: Any
    ) -> Author:
        return _with_fields(model_class.objects.named(name, unit), fields)


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"từ khóa {n}")

    @classmethod
    def _create(cls, model_class: type[Tag], name: str, **fields: Any) -> Tag:
        return _with_fields(model_class.objects.named([name])[0], fields)


class PhotoFactory(DjangoModelFactory):
    """A real picture, stored like an upload; no two are alike."""

    class Meta:
        model = Photo

    content = factory.Sequence(lambda n: picture(n))
    alt = factory.Sequence(lambda n: f"Lực lượng chức năng kiểm đếm kiện hàng thứ {n}")
    caption = factory.Sequence(lambda n: f"Kiểm đếm tang vật, đợt {n}")
    credit = "Đội QLTT số 1"
    by = None

    @classmethod
    def _create(cls, model_class: type[Photo], **fields: Any) -> Photo:  # noqa: ARG003
        of_use = {key: fields.pop(key) for key in ("alt", "caption", "credit", "by")}
        photo = photos.store(fields.pop("content"), **of_use)
        return _with_fields(photo, fields)


class ArticleFactory(DjangoModelFactory):
    """A working text that the gate lets through, saved by the door.

    tags: names; bylines: (author, unit or None) pairs; pins: article ids; by: the user.
    """

    class Meta:
        model = Article

    title = factory.Sequence(lambda n: f"Kiểm tra kho hàng số {n}")
    sapo = factory.Sequence(lambda n: f"Đoàn kiểm tra lập biên bản vụ việc số {n}.")
    body = factory.Sequence(lambda n: f"<p>Toàn văn tin số {n}.</p>")
    category = factory.SubFactory(CategoryFactory)
    tags = ()
    bylines = factory.LazyFunction(lambda: [(AuthorFactory(), None)])
    pins = ()
    by = None

    @classmethod
    def _create(
        cls,
        model_class: type[Article],
        *,
        tags: Any,
        bylines: Any,
        pins: Any,
        by: User | None,
        **fields: Any,
    ) -> Article:
        article = model_class(**fields)
        publishing.save(article, by=by, tags=tags, bylines=bylines, pins=pins)
        return article


class EditionFactory(DjangoModelFactory):
    """What readers see from `starts_at` to `ends_at`, past or future; asks no clock.

    Give an article, or the fields of one. A second edition ends the first.
    """

    class Meta:
        model = Edition

    article = None
    starts_at = factory.LazyFunction(timezone.now)
    ends_at = None
    published_at = None
    by = None

    @classmethod
    def _create(cls, model_class: type[Edition], **fields: Any) -> Edition:
        times = {name: fields.pop(name) for name in ("starts_at", "ends_at")}
        published_at, by = fields.pop("published_at"), fields.pop("by")
        article = fields.pop("article") or ArticleFactory(by=by, **fields)
        last = article.editions.order_by("-number").first()
        first_shown = last.published_at if last else published_at
        _end(last, times["starts_at"])
        revision = Revision.objects.of(article).first()
        edition = model_class.of(
            revision.story,
            article_id=article.pk,
            number=last.number + 1 if last else 1,
            starts_at=times["starts_at"],
            published_at=first_shown or times["starts_at"],
            previous_digest=last.digest if last else FIRST_LINK,
        )
        edition.revision, edition.published_by = revision, by
        edition.ends_at = edition.expires_at = times["ends_at"]
        rendering.render(edition).save(force_insert=True)
        rendering.link(edition)
        search.index([edition])
        return edition


class FrontPageSlotFactory(DjangoModelFactory):
    class Meta:
        model = FrontPageSlot

    article = factory.LazyFunction(lambda: EditionFactory().article)


def picture(number: int, size: tuple[int, int] = (48, 32)) -> bytes:
    """A small PNG; another for every number."""
    colour = (number % 256, number // 256 % 256, 96)
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def _end(last: Edition | None, moment: Any) -> None:
    """The next edition's start ends the one before, unless it has ended already."""
    if last is not None and (last.ends_at is None or last.ends_at > moment):
        Edition.objects.filter(pk=last.pk).update(ends_at=moment)
        search.index(Edition.objects.filter(pk=last.pk))


def _with_fields(row: Any, fields: dict[str, Any]) -> Any:
    """The row with these fields set, too."""
    if fields:
        type(row).objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
    return row

"""Facts: one aggregate a file, its QuerySet above it."""

from news.models.article import Article, Byline, Pin, Step
from news.models.attachment import ArticleAttachment, Attachment
from news.models.audit import AuditEntry
from news.models.category import Category
from news.models.correction import Correction, EditionCorrection
from news.models.edition import Edition
from news.models.frontpage import FrontPageSlot
from news.models.gallery import GalleryPhoto
from news.models.generation import PageGeneration
from news.models.kinship import EditionPin, Kinship
from news.models.legacy import ImportedStory, LegacyAddress
from news.models.people import Author, EditionByline, Unit
from news.models.photo import Photo
from news.models.photo_use import ArticlePhoto, EditionPhoto
from news.models.presence import Presence
from news.models.preview_link import PreviewLink
from news.models.reading import DailyReading, HourlyReading, Reading, VisitorSalt
from news.models.revision import Revision
from news.models.search import (
    DeskSearchDocument,
    SearchDocument,
    SearchText,
    SearchWord,
)
from news.models.synonym import Synonym
from news.models.tag import ArticleTag, EditionTag, Tag
from news.models.unsaved_preview import UnsavedPreview
from news.models.waiver import Waiver

__all__ = [
    "Article",
    "ArticleAttachment",
    "ArticlePhoto",
    "ArticleTag",
    "Attachment",
    "AuditEntry",
    "Author",
    "Byline",
    "Category",
    "Correction",
    "DailyReading",
    "DeskSearchDocument",
    "Edition",
    "EditionByline",
    "EditionCorrection",
    "EditionPhoto",
    "EditionPin",
    "EditionTag",
    "FrontPageSlot",
    "GalleryPhoto",
    "HourlyReading",
    "ImportedStory",
    "Kinship",
    "LegacyAddress",
    "PageGeneration",
    "Photo",
    "Pin",
    "Presence",
    "PreviewLink",
    "Reading",
    "Revision",
    "SearchDocument",
    "SearchText",
    "SearchWord",
    "Step",
    "Synonym",
    "Tag",
    "Unit",
    "UnsavedPreview",
    "VisitorSalt",
    "Waiver",
]

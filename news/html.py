"""PROVISIONAL (lead): replaced by the text helper's module."""
import re, nh3
from dataclasses import dataclass
class UnsafeHTML(ValueError): pass
@dataclass(frozen=True)
class Figure:
    src:str; alt:str; caption_html:str; align:str=""
FIG=re.compile(r"<figure[^>]*>.*?</figure>|<img[^>]*>",re.S)
def clean(b,*,media_prefix="/media/"): return nh3.clean(b or "",tags={"p","h2","h3","figure","figcaption","img","a","strong","em","ul","li","ol","blockquote","table","tr","td","th","tbody","thead"},attributes={"img":{"src","alt"},"a":{"href"},"figure":{"class"}})
def text(b): return re.sub("<[^>]+>"," ",b)
def image_sources(b): return re.findall(r'<img[^>]*src="([^"]*)"',b)
def _fig(m):
    t=m.group(0)
    g=lambda r:(re.search(r,t,re.S) or [None,""])[1]
    return Figure(g(r'src="([^"]*)"'),g(r'alt="([^"]*)"'),g(r"<figcaption>(.*?)</figcaption>"))
def figures(b): return [_fig(m) for m in FIG.finditer(b)]
def with_pictures(b,render): return FIG.sub(lambda m:render(_fig(m)),b)

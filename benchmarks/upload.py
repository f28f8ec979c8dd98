"""How long the desk takes to answer the upload of a 12-megapixel photo.

    python benchmarks/upload.py http://127.0.0.1:8000 USER PASSWORD

Sends five different photos (4,000 × 3,000, stored sideways, with GPS) one after the
other through a running portal and prints the seconds of each, and the median.
"""

from __future__ import annotations

import http.cookiejar
import io
import json
import re
import statistics
import sys
import time
import urllib.parse
import urllib.request

from PIL import Image

BOUNDARY = "portal-benchmark"


def photo(number: int) -> bytes:
    """Noise over soft shapes: as hard to encode as a photo of a market."""
    soft = Image.effect_noise((500, 375), 70 + number).resize((4000, 3000))
    fine = Image.effect_noise((4000, 3000), 14)
    mixed = Image.blend(soft, fine, 0.35)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    buffer = io.BytesIO()
    Image.merge("RGB", (mixed, soft, mixed)).save(buffer, "JPEG", quality=88, exif=exif)
    return buffer.getvalue()


def main(site: str, user: str, password: str) -> None:
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    browser.addheaders = [("Referer", site), ("Accept", "application/json")]
    login = f"{site}/quan-tri/login/"
    form = {"csrfmiddlewaretoken": token(browser, login), "next": "/quan-tri/"}
    sent = urllib.parse.urlencode(
        {**form, "username": user, "password": password}
    ).encode()
    browser.open(login, sent)
    key = token(browser, f"{site}/quan-tri/news/photo/add/")
    seconds = []
    for number in range(5):
        content = photo(number)
        began = time.perf_counter()
        answer = browser.open(request(site, key, content))
        seconds.append(time.perf_counter() - began)
        said = json.load(answer)
        print(f"{len(content) / 1e6:.1f} MB: {seconds[-1]:.2f} s {said['notice']}")
    print(f"median {statistics.median(seconds):.2f} s")


def token(browser: urllib.request.OpenerDirector, address: str) -> str:
    page = browser.open(address).read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    if found is None:
        raise SystemExit(f"no form at {address}")
    return found[1]


def request(site: str, key: str, content: bytes) -> urllib.request.Request:
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="upload";'
        ' filename="anh.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    )
    return urllib.request.Request(
        f"{site}/quan-tri/news/photo/tai-len/",
        head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode(),
        {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "X-CSRFToken": key,
        },
    )


if __name__ == "__main__":
    main(*sys.argv[1:4])

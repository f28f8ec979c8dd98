"""Photos from the camera to the page: upright, private, light, and without a jump."""

import io
import re

import pytest
from PIL import Image, ImageDraw

from news import publishing
from news.models import Photo
from tests.browser.test_main_paths import sign_in
from tests.factories import ArticleFactory, EditorFactory, PhotoFactory, ReporterFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MARKER = b"dau-vet-rieng-tu"


def scene(number, size=(1600, 1067)):
    """A picture with the detail of a photo: soft light, edges, a little grain."""
    width, height = size
    light = Image.effect_noise((12, 8), 90 + number).resize(size, Image.BICUBIC)
    warm = Image.effect_noise((9, 7), 80).resize(size, Image.BICUBIC)
    picture = Image.merge("RGB", (light, warm, Image.blend(light, warm, 0.5)))
    draw = ImageDraw.Draw(picture)
    for place in range(60):
        left, top = place * 7919 % width, place * 104729 % height
        tone = (place * 53 % 200, place * 31 % 200, 90 + number * 9)
        draw.rectangle([left, top, left + width // 12, top + height // 9], fill=tone)
    grain = Image.effect_noise(size, 9).convert("RGB")
    return Image.blend(picture, grain, 0.12)


def jpeg(picture, **options):
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=90, **options)
    return buffer.getvalue()


def from_a_camera():
    """12 megapixels, lying on its side, red above and blue below when upright."""
    upright = scene(1, (3000, 4000))
    upright.paste("red", (0, 0, 3000, 1000))
    upright.paste("blue", (0, 3000, 3000, 4000))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Kiểm tra kho hàng".encode()
    exif[0x013B] = "Đội QLTT số 2".encode()
    position = exif.get_ifd(0x8825)
    position[1], position[2] = "N", (20.0, 39.0, 12.0)
    position[29] = MARKER.decode()
    return jpeg(upright.transpose(Image.ROTATE_90), exif=exif, comment=MARKER)


def addresses(text):
    return sorted(set(re.findall(r"/media/[\w/.-]+", text)))


def test_a_photo_from_a_camera_appears_upright_and_says_nothing_of_the_place(page):
    sign_in(page, ReporterFactory())
    page.goto("/quan-tri/news/photo/add/")
    file = {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": from_a_camera()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("1 ảnh đã vào thư viện.").wait_for(timeout=20_000)

    assert page.locator("[name=caption]").input_value() == "Kiểm tra kho hàng"
    assert page.locator("input[name=credit]").last.input_value() == "Đội QLTT số 2"
    page.locator("textarea[name=alt]").fill("Kiểm soát viên đếm kiện hàng")
    page.locator("textarea[name=alt]").blur()
    page.get_by_text("Đã lưu.").wait_for()

    photo = Photo.objects.get()
    assert photo.alt == "Kiểm soát viên đếm kiện hàng"
    edition = publishing.publish(ArticleFactory(lead_photo=photo), by=None)
    page.goto(edition.get_absolute_url())
    shown = page.locator(".story-text img")
    assert shown.evaluate("i => i.complete && i.currentSrc.endsWith('.avif')")

    files = addresses(page.content())
    assert {re.search(r"-(\d+)\.", name)[1] for name in files if "3x2" not in name} >= {
        "400",
        "800",
        "1200",
        "1600",
    }
    for name in files:
        content = page.request.get(name).body()
        with Image.open(io.BytesIO(content)) as served:
            assert dict(served.getexif()) == {}
            colours = served.convert("RGB")
        assert MARKER not in content
        if "3x2" not in name:
            middle, height = colours.width // 2, colours.height
            assert height > colours.width
            assert colours.getpixel((middle, height // 10))[0] > 200
            assert colours.getpixel((middle, height * 9 // 10))[2] > 200


@pytest.fixture
def story_with_photos(db):
    """A live story with a lead photo and six figures, among twenty other stories."""
    photos = [PhotoFactory(content=jpeg(scene(n))) for n in range(7)]
    for number in range(20):
        lead = photos[number % 7]
        article = ArticleFactory(title=f"Tin khác số {number}", lead_photo=lead)
        publishing.publish(article, by=None)
    figures = "".join(
        f"<p>{'Đoàn kiểm tra lập biên bản tại kho hàng. ' * 12}</p>"
        f'<figure class="image"><img src="{photo.file.url}" alt="Kho">'
        "<figcaption>Đồng chí Đội trưởng chỉ đạo kiểm tra</figcaption></figure>"
        for photo in photos[1:]
    )
    story = ArticleFactory(title="Tin có sáu ảnh", lead_photo=photos[0], body=figures)
    return publishing.publish(story, by=None)


def test_a_story_with_six_photos_is_light_and_does_not_jump(
    chromium_browser, live_server, story_with_photos
):
    context = chromium_browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 780},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    page.add_init_script(
        "window.jumps = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.jumps += entry.value; })"
        ").observe({type: 'layout-shift', buffered: true});"
    )
    weights = {}
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.loadingFinished",
        lambda event: weights.update({event["requestId"]: event["encodedDataLength"]}),
    )

    page.goto(story_with_photos.get_absolute_url())
    page.wait_for_load_state("networkidle")
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 300):
        page.evaluate("top => window.scrollTo(0, top)", top)
        page.wait_for_timeout(40)
    page.wait_for_load_state("networkidle")

    assert page.locator(".story-text img").count() == 7
    assert page.evaluate(
        "[...document.images].every(i => i.complete && i.naturalWidth > 0)"
    )
    assert page.evaluate("window.jumps") == 0
    assert sum(weights.values()) < 500_000, weights
    context.close()
    print(f"transferred {sum(weights.values())} bytes")


def test_an_editor_sees_no_error_on_the_pages_of_the_library(page):
    photo = PhotoFactory(content=jpeg(scene(3, (900, 600))))
    sign_in(page, EditorFactory())

    page.goto("/quan-tri/news/photo/")
    page.locator(".photo-card__link").click()
    page.locator(".focal__image").click(position={"x": 40, "y": 30})
    page.get_by_role("button", name="Lưu lại").or_(
        page.locator("input[name=_save]")
    ).first.click()
    page.locator(".messagelist .success").wait_for()

    changed = Photo.objects.get(pk=photo.pk)
    assert changed.focal_x < 15
    assert changed.focal_y < 15

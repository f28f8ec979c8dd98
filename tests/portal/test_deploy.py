import os
import socket
import subprocess
import sys

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from portal import serving
from portal.apps import PortalStaticFilesConfig
from portal.environment import Environment
from portal.management.commands import run_portal

STRICT = {
    "DEBUG": "0",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-0123456789-abcdef",
    "ALLOWED_HOSTS": "portal.example.vn",
    "TRUSTED_PROXIES": "127.0.0.1",
}


def manage(*arguments: str, **values: str) -> subprocess.CompletedProcess:
    """Run manage.py with the production settings, in a place of its own."""
    names = (
        "VAR_ROOT",
        "MEDIA_ROOT",
        "PRIVATE_ROOT",
        "MEDIA_S3_BUCKET",
        "DATABASE_URL",
    )
    values = {name: os.environ[name] for name in names} | STRICT | values
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **values},
        capture_output=True,
        text=True,
    )


def test_deployment_check_is_silent():
    done = manage(
        *("check", "--deploy", "--fail-level", "WARNING"),
        SITE_URL="https://portal.example.vn",
    )

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_missing_secret_is_one_line():
    done = manage("check", SECRET_KEY="")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Cấu hình chưa đúng: thiếu biến SECRET_KEY; chạy “make setup” để tạo tệp .env."
    ]


def test_scheme_of_the_site_decides_over_cookies_and_redirects():
    code = (
        "from django.conf import settings as s;"
        "print(s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE,"
        " s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_PROXY_SSL_HEADER)"
    )

    shown = {
        scheme: manage("shell", "-v0", "-c", code, SITE_URL=f"{scheme}://a.vn").stdout
        for scheme in ("https", "http")
    }

    assert shown == {
        "https": "True 31536000 True __Host-phien __Host-csrf"
        " ('HTTP_X_FORWARDED_PROTO', 'https')\n",
        "http": "False 0 False phien csrf None\n",
    }


def test_run_portal_names_a_taken_port():
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = manage("run_portal", "--port", str(port))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Cổng {port} đang được chương trình khác dùng. "
        f"Hãy chọn cổng khác, ví dụ: PORT={port + 1} make run"
    ]


def test_portal_answers_to_the_names_of_its_machine(monkeypatch):
    monkeypatch.setattr(run_portal, "env", Environment({"SITE_URL": "", "DEBUG": "0"}))

    values = run_portal._environment(8001)

    assert values["SITE_URL"] == "http://localhost:8001"
    assert values["ALLOWED_HOSTS"] == ",".join(serving.own_names())
    assert {"localhost", "127.0.0.1"} < set(serving.own_names())
    assert serving.network_address() in {"", *serving.own_names()}


def test_hosts_and_address_that_were_set_stay(monkeypatch):
    chosen = {"SITE_URL": "https://a.vn", "ALLOWED_HOSTS": "a.vn"}
    monkeypatch.setattr(run_portal, "env", Environment(chosen))
    for name in chosen:
        monkeypatch.delenv(name)

    assert not set(chosen) & set(run_portal._environment(8001))


def test_static_digest_changes_with_a_file(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "a.css").write_text("a {}")
    before = serving.static_digest()
    assert serving.static_digest() == before

    (tmp_path / "a.css").write_text("a { color: red }")

    assert serving.static_digest() != before


def test_collected_files_hold_no_unused_editor_plugin():
    ignore = PortalStaticFilesConfig.ignore_patterns
    names = {name for finder in get_finders() for name, _ in finder.list(ignore)}

    editor = {name for name in names if name.startswith("ckeditor/")}
    languages = {name for name in editor if "/ckeditor/lang/" in name}
    assert languages == {
        f"ckeditor/ckeditor/lang/{language}.js" for language in ("en", "vi")
    }
    unwanted = (
        "scayt",
        "wsc",
        "exportpdf",
        "preview",
        "samples",
        "codesnippet",
        "flash",
    )
    assert not [name for name in editor if any(word in name for word in unwanted)]
    assert "ckeditor/ckeditor/plugins/image2/dialogs/image2.js" in editor

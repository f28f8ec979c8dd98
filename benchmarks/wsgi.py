"""The portal as it is; by the environment without the writing of readings, or with a
file that gets a byte for each article page that is really made."""

import os

from portal.wsgi import application as portal

application = portal

if os.environ.get("BENCH_NO_WRITE"):
    from news.site.ledger import ledger

    ledger._write = list

if name := os.environ.get("BENCH_RENDERS"):
    from news.site import views

    file = os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    real = views.article_page

    def counted(request, edition):
        os.write(file, b".")
        return real(request, edition)

    views.article_page = counted

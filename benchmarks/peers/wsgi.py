"""The plain project, for granian and for the in-process benchmark."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peers.settings")
application = get_wsgi_application()

"""The entry point of the server process: `gunicorn registry.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
application = get_wsgi_application()

# What is loaded by now stays. A page of figures makes tens of thousands of small things and lets them go at its end: looking for
# garbage among them each 700 took a quarter of its time.
gc.freeze()
gc.set_threshold(50_000, 20, 20)

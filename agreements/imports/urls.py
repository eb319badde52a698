"""The addresses under `/import/`, all for those who may write in the register."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.imports.pages import acts, detail, files, headings, start
from registry.access import for_editors

with_form = require_http_methods(["GET", "HEAD", "POST"])


def page(address, view, name):
    """A page that is not there for anybody else, whatever they ask of it."""
    return path(address, for_editors(view), name=name)


urlpatterns = [
    page("", with_form(start.show), "import-list"),
    page("mal.xlsx", require_safe(files.template), "import-template"),
    page("<int:pk>/", require_safe(detail.show), "import-detail"),
    page("<int:pk>/overskrifter/", with_form(headings.show), "import-headings"),
    page("<int:pk>/svar/", require_POST(acts.answer), "import-answer"),
    page("<int:pk>/bruk/", with_form(acts.apply), "import-apply"),
    page("<int:pk>/kvittering.xlsx", require_safe(files.receipt), "import-receipt"),
    page("<int:pk>/publiser/", require_POST(acts.publish), "import-publish"),
    page("<int:pk>/angre/", with_form(acts.undo), "import-undo"),
    page("<int:pk>/igjen/", require_POST(acts.again), "import-again"),
]

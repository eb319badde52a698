"""The addresses under `/gjennomgang/`: the entrance, the pages of one municipality's task, and the board of staff."""

from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from agreements.verification.pages import board, entrance, task

with_form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", with_form(entrance.show), name="review"),
    path("kode/<str:code>/", require_safe(entrance.link), name="review-link"),
    path("min-liste/", login_required(require_safe(task.own)), name="review-own"),
    path("oppgave/<int:pk>/", require_safe(task.show), name="review-task"),
    path("runder/", require_safe(board.rounds), name="review-rounds"),
]

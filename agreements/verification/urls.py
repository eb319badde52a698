"""The addresses under `/gjennomgang/`: the entrance, the pages of one municipality's task, and the board of staff."""

from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.verification.pages import (
    answers,
    archive,
    board,
    ended,
    entrance,
    in_force,
    municipality,
    preparing,
    proposals,
    task,
)

with_form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", with_form(entrance.show), name="review"),
    path("kode/<str:code>/", require_safe(entrance.link), name="review-link"),
    path("min-liste/", login_required(require_safe(task.own)), name="review-own"),
    path("oppgave/<int:pk>/", require_safe(task.show), name="review-task"),
    path("oppgave/<int:pk>/listen.xlsx", require_safe(task.excel), name="review-excel"),
    path("oppgave/<int:pk>/svar/<int:agreement>/", require_POST(answers.answer), name="review-answer"),
    path("oppgave/<int:pk>/resten/", require_POST(answers.rest), name="review-rest"),
    path("oppgave/<int:pk>/mangler/", require_POST(answers.missing), name="review-missing"),
    path("oppgave/<int:pk>/mangler/<int:proposal>/trekk/", require_POST(answers.take_back), name="review-take-back"),
    path("oppgave/<int:pk>/kollega/", require_POST(answers.colleague), name="review-colleague"),
    path("oppgave/<int:pk>/bekreft/", require_POST(answers.confirm), name="review-confirm"),
    path("oppgave/<int:pk>/fornye/", require_POST(answers.renew), name="review-renew"),
    path("ny-lenke/", require_POST(entrance.new_link), name="review-lost-link"),
    path("glem/", require_POST(entrance.forget), name="review-forget"),
    path("runder/", require_safe(board.rounds), name="review-rounds"),
    path("runder/ny/", with_form(preparing.new), name="review-round-new"),
    path("runder/<int:pk>/", require_safe(board.show), name="review-round"),
    path("runder/<int:pk>/endre/", with_form(preparing.edit), name="review-round-edit"),
    path("runder/<int:pk>/slett/", require_POST(preparing.discard), name="review-round-discard"),
    path("runder/<int:pk>/apne/", require_POST(preparing.open_round), name="review-round-open"),
    path("runder/<int:pk>/lukk/", require_POST(preparing.close_round), name="review-round-close"),
    path("runder/<int:pk>/ringeliste/", require_safe(board.phone_list), name="review-phone-list"),
    path("runder/<int:pk>/arkiv/", require_safe(archive.show), name="review-archive"),
    path("runder/<int:pk>/arkiv/lagt/", require_POST(archive.mark), name="review-archived"),
    path("runder/<int:pk>/arkiv/<str:name>.csv", require_safe(archive.file), name="review-archive-file"),
    path("kommune/<int:pk>/", require_safe(municipality.show), name="review-municipality"),
    path("kommune/<int:pk>/ny-lenke/", require_POST(municipality.send_link), name="review-new-link"),
    path("kommune/<int:pk>/trekk-lenke/", require_POST(municipality.revoke), name="review-revoke"),
    path("kommune/<int:pk>/papir/", require_POST(municipality.paper), name="review-paper"),
    path("kommune/<int:pk>/opphort/", require_safe(ended.show), name="review-ended"),
    path("kommune/<int:pk>/opphort/spor/", require_POST(ended.divide), name="review-ended-divide"),
    path("kommune/<int:pk>/opphort/avslutt/", require_POST(ended.end), name="review-ended-end"),
    path("kommune/<int:pk>/opphort/angre/", require_POST(ended.take_back), name="review-ended-back"),
    path("forslag/", require_safe(proposals.queue), name="review-proposals"),
    path("forslag/<int:pk>/", require_safe(proposals.show), name="review-proposal"),
    path("forslag/<int:pk>/behandle/", require_POST(proposals.decide), name="review-decide"),
    path("i-kraft/", require_safe(in_force.show), name="review-in-force"),
    path("i-kraft/sett/", require_POST(in_force.put), name="review-in-force-put"),
    path("i-kraft/angre/", require_POST(in_force.take_back), name="review-in-force-back"),
    path("motstrid/<int:pk>/", require_safe(proposals.contradiction), name="review-contradiction"),
    path("motstrid/<int:pk>/orientert/", require_POST(proposals.tell), name="review-told"),
]

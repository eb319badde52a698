"""From the list: one act on many agreements. What it would change is shown first, and only what was shown is done."""

import hashlib
from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import ngettext

from agreements.actions import Outcome
from agreements.admin.agreement_form import write_agreement
from agreements.admin.parties import Parties
from agreements.admin.together_forms import FORMS, TogetherForm
from agreements.models import Agreement
from registry.changes import Actor
from registry.history import Entry, Line, readable
from registry.models import Change

MOST = 200  # agreements at once: more than this nobody looks through before doing it
LOOK, DO, TICKED = "_look", "_do", "ticked"


class Preview:
    """What an act would do, as it was done and undone again."""

    def __init__(self, outcome: Outcome):
        found = Change.objects.in_bulk([change.pk for change in outcome.changes])  # with their snapshots
        self.entries: list[Entry] = readable(found[change.pk] for change in outcome.changes)
        self.refused = outcome.refused

    @property
    def agreements(self) -> list[tuple[Change, list[tuple[Line, list[str]]]]]:
        """Each change with its lines; rows in which the same differs are one line with their names."""
        return [(entry.change, _gathered(entry.lines)) for entry in self.entries]

    @property
    def seen(self) -> str:
        """What the page sends back to tell that exactly this was shown."""
        lines = [(entry.change.record_id, line) for entry in self.entries for line in entry.lines]
        refused = [(agreement.pk, why) for agreement, why in self.refused]
        return hashlib.sha256(repr((lines, refused)).encode(errors="replace")).hexdigest()[:16]


def _gathered(lines: list[Line]) -> list[tuple[Line, list[str]]]:
    found: dict[tuple, tuple[Line, list[str]]] = {}
    for line in lines:
        _first, names = found.setdefault((line.label, line.before, line.after, bool(line.row)), (line, []))
        if line.row:
            names.append(line.row)
    return list(found.values())


class Together:
    """The acts of the list, for those who may change agreements."""

    change_list_template = "admin/agreements/agreement/change_list.html"

    def get_actions(self, request):
        """One for each form that is about the agreements ticked."""
        if not self.has_change_permission(request):
            return {}
        return {form.act_name: (_opener(form), form.act_name, str(form.verb)) for form in FORMS if form.of_ticked}

    def get_action_choices(self, request, default_choices=()):
        """With words where nothing is chosen yet."""
        return super().get_action_choices(request, default_choices or [("", _now("– velg –"))])

    def get_urls(self):
        """The page of each act."""
        own = []
        for form in FORMS:
            view = self.admin_site.admin_view(ask)
            options = {"model_admin": self, "form_class": form}
            own.append(path(f"samlet/{form.act_name}/", view, options, f"agreements_agreement_{form.act_name}"))
        return own + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        """The list, with the acts that need nothing ticked."""
        links = [(reverse(f"admin:agreements_agreement_{form.act_name}"), form.verb) for form in FORMS if not form.of_ticked]
        allowed = links if self.has_change_permission(request) else []
        return super().changelist_view(request, {"together_links": allowed, **(extra_context or {})})


def _opener(form_class: type[TogetherForm]) -> Callable:
    def opened(model_admin, request, queryset):
        return ask(request, model_admin, form_class, list(queryset.order_by("sort_key", "pk")[: MOST + 1]))

    return opened


def ask(
    request: HttpRequest, model_admin: admin.ModelAdmin, form_class: type[TogetherForm], ticked: list[Agreement] | None = None
) -> HttpResponse:
    """The page of one act: what is asked, what it would change, and the button that does it."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    agreements = _sent_back(request, model_admin) if ticked is None else ticked
    if problem := _problem(form_class, agreements):
        model_admin.message_user(request, problem, messages.ERROR)
        return _to_the_list(request, model_admin)
    typed = request.POST if ticked is None and request.method == "POST" else None
    form = form_class(typed, agreements=agreements, parties=Parties.of(request))
    preview = None
    if form.is_valid():
        preview, done = _try(form, Actor.of(request.user), request.POST.get("seen") if DO in request.POST else None)
        if done:
            model_admin.message_user(request, _told(form, preview), messages.SUCCESS)
            return _to_the_list(request, model_admin)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": form.verb,
        "opts": model_admin.opts,
        "preserved_filters": model_admin.get_preserved_filters(request),
        "form": form,
        "agreements": agreements,
        "preview": preview,
        "changed_meanwhile": preview and DO in request.POST,
        "party_options": Parties.of(request).options() if "party" in form.fields else [],
        "agreement_options": [write_agreement(row) for row in Agreement.objects.only("name")] if "successor" in form.fields else [],
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/agreements/agreement/together.html", context)


def _to_the_list(request: HttpRequest, model_admin: admin.ModelAdmin) -> HttpResponse:
    """The list as it was searched and filtered."""
    kept = {"opts": model_admin.opts, "preserved_filters": model_admin.get_preserved_filters(request)}
    return redirect(add_preserved_filters(kept, reverse("admin:agreements_agreement_changelist")))


def _sent_back(request: HttpRequest, model_admin: admin.ModelAdmin) -> list[Agreement]:
    numbers = [text for text in request.POST.get(TICKED, "").split(",")[: MOST + 1] if text.isdecimal() and len(text) < 10]
    return list(model_admin.get_queryset(request).filter(pk__in=numbers).order_by("sort_key", "pk"))


def _problem(form_class: type[TogetherForm], agreements: list[Agreement]) -> str:
    number = form_class.number_ticked
    if form_class.of_ticked and not agreements:
        return _now("Kryss av i listen for samarbeidene det gjelder.")
    if number and len(agreements) != number:
        return _now("Kryss av for nøyaktig %(number)s samarbeid. Nå var det %(ticked)s.") % {
            "number": number,
            "ticked": len(agreements),
        }
    if len(agreements) > MOST:
        return _now("Det er for mange på én gang. %(most)s samarbeid er det meste.") % {"most": MOST}
    return ""


def _try(form: TogetherForm, by: Actor, seen: str | None) -> tuple[Preview | None, bool]:
    """Do it, and undo it again unless exactly this was shown before. Whether it was done stands beside what came of it."""
    try:
        with transaction.atomic():
            preview = Preview(form.act(by))
            done = bool(preview.entries) and preview.seen == seen
            if not done:
                transaction.set_rollback(True)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
    except IntegrityError:
        form.add_error(None, _now("Noen andre lagret noe som kolliderer med dette. Ingenting er gjort. Se en gang til."))
    else:
        return preview, done
    return None, False


def _told(form: TogetherForm, preview: Preview) -> str:
    number = len(preview.entries)
    text = ngettext("%(verb)s: %(number)s samarbeid er endret.", "%(verb)s: %(number)s samarbeid er endret.", number)
    text %= {"verb": form.verb, "number": number}
    if preview.refused:
        left = ngettext("%(number)s er ikke rørt.", "%(number)s er ikke rørt.", len(preview.refused))
        text += " " + left % {"number": len(preview.refused)}
    return text

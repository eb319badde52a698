"""All the words that the search knows for service areas, on one page: each with the area it leads to, many changed in one save."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.admin.areas import Areas
from agreements.filters.words import LONGEST_NAME
from agreements.models import ServiceArea
from registry.parameters import PAGING, check_names, read_page
from registry.search import fold, sort_key

PAGE, NEW_ROWS = 250, 3


@dataclass(frozen=True)
class Synonym:
    """One word for one area. Alike when they are read alike."""

    word: str
    area: ServiceArea

    @property
    def key(self) -> str:
        """What tells it apart from every other."""
        return f"{self.area.pk}:{fold(self.word)}"


class SynonymForm(forms.Form):
    """One row. Without a word it is a word less. `stored` is the key of what stood there when the page was opened."""

    word = forms.CharField(required=False, max_length=100, widget=forms.TextInput(attrs={"aria-labelledby": "ord"}))
    area = forms.CharField(
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"aria-labelledby": "omrade", "list": "omrader", "autocomplete": "off"}),
    )
    stored = forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)

    def __init__(self, *args, areas: Areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = areas

    def clean_word(self) -> str:
        """A word that a search can find."""
        word = " ".join(self.cleaned_data["word"].split())
        if len(word.replace(",", " ").split()) > LONGEST_NAME:
            message = _now("«%(word)s» er for langt. Et søkeord kan ha høyst %(most)s ord.")
            raise ValidationError(message % {"word": word, "most": LONGEST_NAME})
        return word

    def clean(self):
        """The synonym that is meant, None for an empty row."""
        data = super().clean()
        data["synonym"] = None
        if data.get("word") and "area" in data:
            self._read_area(data)
        return data

    def _read_area(self, data) -> None:
        try:
            found = self.areas.read([data["area"]])
        except ValidationError as error:
            self.add_error("area", error)
            return
        if len(found) != 1:
            self.add_error("area", _now("Skriv hvilket samarbeidsområde ordet fører til."))
        elif fold(data["word"]) == fold(found[0].name):
            self.add_error("word", _now("«%(word)s» er navnet på området selv.") % {"word": data["word"]})
        else:
            data["synonym"] = Synonym(data["word"], found[0])


class SynonymRows(BaseFormSet):
    """Every row of a page. No word twice for one area."""

    def clean(self):
        """Point at the second of two."""
        seen = set()
        for form in self.forms:
            found = form.cleaned_data.get("synonym") if form.is_valid() else None
            if found and found.key in seen:
                form.add_error("word", _now("«%(word)s» står to ganger for %(area)s.") % {"word": found.word, "area": found.area})
            elif found:
                seen.add(found.key)


SynonymFormSet = formset_factory(SynonymForm, formset=SynonymRows, extra=NEW_ROWS, max_num=PAGE + NEW_ROWS)


def known(areas: Iterable[ServiceArea]) -> list[Synonym]:
    """Every word there is, in the order of the alphabet."""
    found = [Synonym(word.strip(), area) for area in areas for word in area.synonyms.splitlines() if word.strip()]
    return sorted(found, key=lambda one: (sort_key(one.word), one.area.sort_key))


def show(request: HttpRequest, model_admin: admin.ModelAdmin) -> HttpResponse:
    """The page: what is searched for on GET, what is changed stored on POST."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    check_names(request.GET, {"q", *PAGING})
    may_change, sought = model_admin.has_change_permission(request), fold(request.GET.get("q", ""))
    areas = Areas.of(request)
    rows = [one for one in known(areas.areas) if sought in fold(one.word) or sought in fold(one.area.name)]
    page = read_page(request, rows, PAGE)
    together = {"form_kwargs": {"areas": areas}}
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        formset = SynonymFormSet(request.POST, **together)
        if formset.is_valid() and (number := _store(formset, request, model_admin)) is not None:
            text = ngettext("%(number)s søkeord er endret.", "%(number)s søkeord er endret.", number) % {"number": number}
            model_admin.message_user(request, text, messages.SUCCESS)
            return redirect(request.get_full_path())
    else:
        initial = [{"word": one.word, "area": one.area.name, "stored": one.key} for one in page]
        formset = SynonymFormSet(initial=initial, **together)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Søkeord"),
        "opts": model_admin.opts,
        "q": request.GET.get("q", ""),
        "number": len(rows),
        "page": page,
        "formset": formset if may_change else None,
        "area_options": areas.options(),
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/agreements/servicearea/synonyms.html", context)


@transaction.atomic
def _store(formset: SynonymRows, request: HttpRequest, model_admin: admin.ModelAdmin) -> int | None:
    """Store what differs, one change in the trail for each area; how many words it is. None when a row is no longer as it was."""
    areas = {area.pk: area for area in ServiceArea.objects.select_for_update()}
    words = {one.key: one for one in known(areas.values())}
    changed = [form for form in formset.forms if _is_changed(form, words)]
    for form in changed:
        if form.cleaned_data["stored"] and words.pop(form.cleaned_data["stored"], None) is None:
            form.add_error("word", _now("Noen andre har endret eller slettet dette ordet. Last siden på nytt."))
    for form in changed:
        if found := form.cleaned_data["synonym"]:
            words[found.key] = found
    if not all(form.is_valid() for form in changed):
        return None
    for area in areas.values():
        mine = [one.word for one in words.values() if one.area.pk == area.pk]
        if mine != [one.word for one in known([area])]:
            before, area.synonyms = model_admin.snapshot(area), "\n".join(sorted(mine, key=sort_key))
            area.save()
            model_admin.write_trail(request, area, before)
    return len(changed)


def _is_changed(form: SynonymForm, words: dict[str, Synonym]) -> bool:
    stored, found = form.cleaned_data.get("stored", ""), form.cleaned_data.get("synonym")
    before = words.get(stored)
    return bool(stored or found) and (found is None or found.key != stored or before is None or before.word != found.word)

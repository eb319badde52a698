"""One agreement, municipality or region, under the same rules as its page; and the diary, to be followed from place to place."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.api.answers import ApiView, answer, refusal
from agreements.api.cursor import after, place_of, settled
from agreements.api.lists import JSON_FORMAT, address_with, file_choice
from agreements.columns import files, records
from agreements.columns.public_changes import public_changes
from agreements.filters.changes import ChangeSelection
from agreements.filters.choices import chosen
from agreements.filters.regions import region_rows
from agreements.models import Agreement, Publication
from agreements.statistics.municipalities import by_municipality
from municipalities.coverage import Coverage
from municipalities.directory import Directory, Entry
from municipalities.lineage import Lineage
from municipalities.models import Region
from registry.parameters import FILE, Problem, read_on, read_page, today


def _asked_day(request: HttpRequest) -> date | None:
    """The `on` of one record. It is no file: `format` may say json, and nothing else. Raises BadParameters."""
    chosen(request, "format", {JSON_FORMAT: JSON_FORMAT})
    return read_on(request, ["format"])


class AgreementDetail(ApiView):
    """All that is public about one agreement."""

    def get(self, request, pk: int, **kwargs) -> HttpResponse:
        """The record; 301 to the one it was merged into, 410 with the reason for what is withdrawn, 404 for a draft."""
        on = _asked_day(request._request)
        agreement = Agreement.objects.known_to_all().filter(pk=pk).first()
        if agreement is None:
            raise Http404(_("Registeret har ikke noe samarbeid med nummer %(number)s.") % {"number": pk})
        if agreement.publication == Publication.WITHDRAWN:
            kept = agreement.kept
            if kept.pk != pk and kept.publication == Publication.PUBLISHED and kept.known_to_all:
                address = reverse(request.resolver_match.view_name, args=[kept.pk])
                return _led_on(request, address, 301)
            text = _("Samarbeid nr. %(number)s er trukket tilbake: %(reason)s")
            return refusal([Problem("", "", text % {"number": pk, "reason": agreement.withdrawn_reason})], 410)
        return answer(next(records.agreement_records(Agreement.objects.filter(pk=pk), on, detail=True)))


class AgreementPermanent(AgreementDetail):
    """The same at `/samarbeid/<id>.json`, beside the page."""


def _led_on(request: HttpRequest, address: str, status: int) -> HttpResponse:
    query = request.GET.urlencode()
    response = answer({"url": settings.SITE_URL + address}, status)
    response.headers["Location"] = f"{address}?{query}" if query else address
    return response


class MunicipalityDetail(ApiView):
    """One municipality as of a day, under any number it has ever carried."""

    def get(self, request, number: str) -> HttpResponse:
        """The record; 302 to the number of the day or the successor; 300 with the choices where the number means several."""
        on = _asked_day(request._request)
        directory = Directory.load(on or today())
        found = directory.by_number(number)
        if not found:
            raise Http404(_("Ingen kommune i registeret har eller har hatt nummeret «%(number)s».") % {"number": number[:20]})
        meant = [entry for entry in found if entry.municipality.exists_on(directory.day)]
        if not meant:
            lineage = Lineage.load()
            heirs = {heir.pk for entry in found for heir in lineage.heirs(entry.municipality, directory.day)}
            meant = [directory[pk] for pk in heirs]
        if len(meant) != 1:
            return answer({"choices": [_choice(entry, directory) for entry in meant or found]}, 300)
        current = directory.number(meant[0].municipality)
        if current != number:
            return _led_on(request, reverse("api-municipality", args=[current]), 302)
        figures = by_municipality(Agreement.objects.published().counting(), directory.day)
        return answer(next(records.municipality_records(meant, directory, Coverage.of(directory), figures)))


def _choice(entry: Entry, directory: Directory) -> dict:
    number = directory.number(entry.municipality)
    address = reverse("api-municipality", args=[number])
    last_day = entry.municipality.dissolved
    return {"number": number, "name": entry.municipality.name, "valid_to": last_day, "url": settings.SITE_URL + address}


class RegionDetail(ApiView):
    """One region with its members on the day."""

    def get(self, request, slug: str) -> HttpResponse:
        """The record."""
        on = _asked_day(request._request)
        region = get_object_or_404(Region, slug=slug)
        row = region_rows([region], Directory.load(on or today()), on)[0]
        return answer(next(records.region_records([(row.region, row.members)])))


class Changes(ApiView):
    """The public diary, oldest first, to be followed without missing or repeating anything."""

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """One stretch: `next` is the stretch after it, `resume` the address to come back to when there is no more yet."""
        choice = file_choice(request, files.CHANGES)
        selection = ChangeSelection.of(request._request, public_changes(), ("cursor", "page_size", *FILE))
        changes = settled(selection.changes)
        if choice.kind:
            return choice.response(records.change_records(changes), selection.directory)
        number = changes.count()
        size = read_page(request._request, [], count=0).paginator.per_page
        cursor = request.GET.get("cursor", "").strip()
        rows = list(after(changes, cursor)[: size + 1])
        shown, more = rows[:size], len(rows) > size
        place = place_of(shown[-1]) if shown else cursor
        there = address_with(request, cursor=place) if place else address_with(request)
        found = list(records.change_records(shown))
        return answer({"count": number, "next": there if more else None, "previous": None, "resume": there, "results": found})

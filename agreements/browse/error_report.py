"""`/meld-fra/`: a reader says what is wrong on a page. Stored for the case officers, never shown in public."""

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement, ErrorReport
from registry.parameters import BadParameters, Problem, check_names
from registry.security import address_of, count_attempt, too_many

KIND, LIMIT, WINDOW = "error-report", 5, timedelta(hours=1)
LONGEST_PAGE = ErrorReport._meta.get_field("page").max_length


class ErrorReportForm(forms.ModelForm):
    """What is wrong, how we can see it, and where to send an answer."""

    class Meta:
        model = ErrorReport
        fields = ("message", "source", "email")
        labels = {
            "message": gettext_lazy("Hva er feil?"),
            "source": gettext_lazy("Hvor kan vi se det?"),
            "email": gettext_lazy("E-postadressen din"),
        }
        help_texts = {
            "message": gettext_lazy("Skriv hva som står, og hva som er riktig."),
            "source": gettext_lazy("For eksempel en avtale, et vedtak eller en lenke. Kan stå tomt."),
            "email": gettext_lazy("Bare hvis du vil ha svar. Kan stå tomt."),
        }
        error_messages = {"message": {"required": gettext_lazy("Skriv hva som er feil.")}}


def show(request: HttpRequest) -> HttpResponse:
    """The form; after it the thank-you page."""
    if request.GET.get("sendt") == "ja":
        check_names(request.GET, {"sendt", "page"})
        return render(request, "agreements/browse/error_report_sent.html", {"page": _page(request)})
    check_names(request.GET, {"page"})
    page = _page(request)
    report = ErrorReport(page=page or reverse("front"), agreement=_agreement(page))
    form = ErrorReportForm(request.POST or None, instance=report)
    if request.method == "POST" and form.is_valid() and _may_send(request, form):
        form.save()
        count_attempt(KIND, address_of(request), window=WINDOW)
        return redirect(f"{reverse('report-error')}?{urlencode({'sendt': 'ja', 'page': page})}")
    status = 400 if request.method == "POST" else 200
    return render(request, "agreements/browse/error_report.html", {"form": form, "report": report, "page": page}, status=status)


def _may_send(request: HttpRequest, form: ErrorReportForm) -> bool:
    if not too_many(KIND, address_of(request), limit=LIMIT, window=WINDOW):
        return True
    said = _("Det er sendt %(limit)s meldinger fra din adresse den siste timen. Vent litt og send igjen: alt du skrev, står her.")
    form.add_error(None, said % {"limit": LIMIT})
    return False


def _page(request: HttpRequest) -> str:
    """The page the report is about: an address in this register, "" when none is given. Raises BadParameters for any other."""
    page = request.GET.get("page", "").strip()
    if not page:
        return ""
    if len(page) > LONGEST_PAGE:
        page = page.partition("?")[0]  # a long selection: the page is enough
    if len(page) > LONGEST_PAGE or not (page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)):
        right = _("Skriv en adresse i registeret som begynner med /, for eksempel /samarbeid/12/.")
        raise BadParameters([Problem("page", page[:60], right)])
    return page


def _agreement(page: str) -> Agreement | None:
    try:
        match = resolve(urlsplit(page).path)
    except (Resolver404, ValueError):
        return None
    if match.url_name != "agreement-detail" or match.kwargs["pk"] > 2**63 - 1:
        return None
    return Agreement.objects.known_to_all().filter(pk=match.kwargs["pk"]).first()

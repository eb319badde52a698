"""★ The case officer's screen: an agreement with parties, sources and areas, found, entered, copied, ended and withdrawn."""

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.db import connection, models
from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements import actions
from agreements.admin import acts, law_panel, start_page
from agreements.admin.agreement_form import AgreementForm, copy_period, write_agreement
from agreements.admin.agreement_list import AgreementColumns
from agreements.admin.areas import Areas
from agreements.admin.document_rows import DocumentRows
from agreements.admin.due_dates import DueDatesShown
from agreements.admin.holding_rows import (
    BodyRows,
    CandidateRows,
    CostSplitRows,
    DecisionRows,
    GrantRows,
    VersionRows,
    YearRows,
)
from agreements.admin.parties import Parties
from agreements.admin.places import forms_for_the_page
from agreements.admin.row_formset import stored_rows
from agreements.admin.rows import ParticipationRows, SourceRows, SuccessionRows
from agreements.admin.similar import warn_about_similar
from agreements.admin.subjects import SUBJECTS, SUBJECTS_TO_READ
from agreements.admin.together import Together
from agreements.admin.typed_parties import read_parties
from agreements.models import Agreement, Publication
from agreements.models.holdings import holdings_of
from registry import changes
from registry.amounts import KronerField
from registry.changes import Actor
from registry.models import Change
from registry.role_admin import TrailAdmin

MAIN = [
    "name",
    ("legal_form", "legal_form_certainty", "agreement_type"),
    "areas",
    ("start", "end", "stage", "publication"),
    ("organisation_name", "office"),
]
PASTED = [("more_parties", "more_role")]
LESS_USED = [
    "purpose",
    "former_names",
    ("legal_basis", "parent_name"),
    "region",
    "participants_text",
    ("participants_complete", "participants_stated_count", "unnamed_participants"),
    "ownership_text",
    ("counts_override", "counts_reason"),
    "note",
    "revision_seen",
]
OVERLAP = _("En part står to ganger i samme tidsrom. Noen andre lagret kanskje samtidig. Se over partene og lagre på nytt.")
HOLDINGS = [DecisionRows, VersionRows, DocumentRows, CostSplitRows, YearRows, BodyRows, GrantRows, CandidateRows]
KEPT_FOR_THE_NEXT = ("publication", "stage", "legal_form", "legal_form_certainty")


@admin.register(Agreement)
class AgreementAdmin(AgreementColumns, DueDatesShown, Together, TrailAdmin):
    """Agreements. Never deleted: withdrawn, with the reason shown on their page."""

    position = 1
    form = AgreementForm
    inlines = [ParticipationRows, SourceRows, *HOLDINGS, SuccessionRows]
    formfield_overrides = {
        **TrailAdmin.formfield_overrides,
        models.PositiveBigIntegerField: {"form_class": KronerField, "widget": KronerField.widget},
    }
    save_as = True
    save_as_continue = False
    late_errors = {"no_overlap_": OVERLAP}

    def panels(self, request):
        """The next deadlines, the drafts and the yearly review."""
        drafts = start_page.latest_drafts(self.get_queryset(request))
        return [start_page.next_deadlines(request), drafts, start_page.yearly_review(request)]

    def waits(self, request):
        """What municipalities want changed waits for those who may change it."""
        return super().waits(request) + start_page.waiting_proposals(request)

    def get_fieldsets(self, request, obj=None):
        """The frequent fields first; what a reader sees has no fields for typing."""
        if self.has_change_permission(request, obj):
            parts = [(None, MAIN, ""), (_("Lim inn parter"), PASTED, "pasted"), (_("Flere opplysninger"), LESS_USED, "collapse")]
            subjects = SUBJECTS
        else:
            parts, subjects = [(None, MAIN, ""), (_("Flere opplysninger"), LESS_USED[:-1], "collapse")], SUBJECTS_TO_READ
        parts += [(name, fields, "collapse") for name, fields in subjects]
        return [(name, {"fields": fields, "classes": [css] if css else []}) for name, fields, css in parts]

    def get_readonly_fields(self, request, obj=None):
        """What is published stays so until it is withdrawn with a reason."""
        return ("publication",) if obj and obj.publication != Publication.DRAFT else ()

    def get_object(self, request, object_id, from_field=None):
        """The agreement; while it is being saved it is locked, so that two who save do so one after the other."""
        if request.method == "POST" and connection.in_atomic_block and str(object_id).isdecimal():
            Agreement.objects.select_for_update().filter(pk=object_id).first()
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "GET":
            found.held = holdings_of([found.pk])[found.pk]  # for the rows of the form, and for the law beside them
        return found

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form, knowing every party and area there is."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.parties, form.areas_known = Parties.of(request), Areas.of(request)
        return form

    def snapshot(self, obj):
        """The whole agreement."""
        return actions.stored_snapshot(obj)

    def save_model(self, request, obj, form, change):
        """Store the agreement, and the organisation that came to life with it."""
        form.before = actions.stored_snapshot(obj) if change else None
        if form.new_organisation:
            form.new_organisation.save()
            obj.organisation = form.new_organisation
            after = changes.snapshot(obj.organisation)
            changes.record(obj.organisation, kind=Change.Kind.CREATED, by=Actor.of(request.user), before=None, after=after)
        if obj.publication == Publication.PUBLISHED:
            obj.withdrawn_reason = ""
        if form.changed_data or not change:
            obj.save()

    def save_related(self, request, form, formsets, change):
        """Store the rows, the pasted parties too, and finish the act with one change in the trail."""
        agreement = form.instance
        form.save_m2m()
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)
        for row in agreement.typed_parties:
            row.agreement = agreement
            row.save()
        if agreement.valid_to and "end" in form.changed_data:  # those still in it leave when it ends, as by actions.end
            for row in agreement.participations.filter(valid_to__isnull=True):
                copy_period(agreement, row, ("valid_to",))
                row.save()
        actions.changed(agreement, by=Actor.of(request.user), before=form.before)
        self._warn_about_roles(request, agreement)
        law_panel.warn_about_findings(self, request, form, formsets)
        warn_about_similar(self, request, form, formsets, change)

    def _warn_about_roles(self, request, agreement: Agreement) -> None:
        odd = [row for row in agreement.participations.for_list() if not agreement.form.allows(row.role)]
        if odd:
            text = _now("Se over rollene. De er ikke vanlige i formen %(form)s: %(rows)s.")
            rows = "; ".join(f"{row.party}, {row.role_label}" for row in odd)
            self.message_user(request, text % {"form": _now(agreement.form.label), "rows": rows}, messages.WARNING)

    # «Lagre og registrer neste»: the next one has the same source, date, first party and state.
    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the next one with what is likely to be the same."""
        response = super().response_add(request, obj, post_url_continue)
        return self._to_the_next(request, obj, response)

    def response_change(self, request, obj):
        """The same after a change."""
        return self._to_the_next(request, obj, super().response_change(request, obj))

    def _to_the_next(self, request, obj, response):
        if "_addanother" in request.POST:
            kept = {"opts": self.opts, "preserved_filters": self.get_preserved_filters(request)}
            response["Location"] = add_preserved_filters(kept, f"{reverse('admin:agreements_agreement_add')}?fra={obj.pk}")
        return response

    def _previous(self, request) -> Agreement | None:
        number = request.GET.get("fra", "")
        return self.get_queryset(request).filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None

    def get_changeform_initial_data(self, request):
        """What is likely to be the same as in the one entered before."""
        previous = self._previous(request)
        if previous is None:
            return {}
        kept = {name: getattr(previous, name) for name in KEPT_FOR_THE_NEXT}
        if kept["publication"] == Publication.WITHDRAWN:
            kept["publication"] = Publication.DRAFT
        return {**kept, "start": previous.start_written}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """The rows likely to be the same."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "_saveasnew" in request.POST and type(inline) in HOLDINGS:  # another agreement has decisions and money of its own
            kwargs["data"] = {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
        if request.method != "POST" and not obj.pk and (previous := self._previous(request)):
            kwargs["initial"] = _rows_to_keep(inline, previous, Parties.of(request))
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """With the suggestions of its text fields."""
        context |= {
            "candidates_wait": obj is not None and any(one.became_id is None for one in stored_rows(obj, "candidates")),
            "party_options": Parties.of(request).options(),
            "organisation_options": Parties.of(request).organisation_options(),
            "area_options": Areas.of(request).options(),
            "agreement_options": [write_agreement(row) for row in Agreement.objects.only("name")],
            "saved_meanwhile": getattr(context["adminform"].form, "saved_meanwhile", []),
            "law": law_panel.beside(obj, context["adminform"].form.fields, context["inline_admin_formsets"]),
        }
        if self.has_change_permission(request, obj):
            address = reverse("admin:agreements_agreement_law", args=[obj.pk] if obj else [])
            context |= {"forms": forms_for_the_page(), "law_address": address}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        """The acts that are more than a save."""
        pages = [("avslutt", acts.end), ("trekk-tilbake", acts.withdraw), ("publiser", acts.publish), ("sla-sammen", acts.merge)]
        pages.append(("start-tjenesteavtale", acts.start))
        own = []
        for word, view in pages:
            name = f"agreements_agreement_{view.__name__}"
            own.append(path(f"<int:pk>/{word}/", self.admin_site.admin_view(view), {"model_admin": self}, name))
        reading = self.admin_site.admin_view(read_parties)
        own.append(path("les-deltakere/", reading, {"model_admin": self}, "agreements_agreement_read_parties"))
        filling = self.admin_site.admin_view(law_panel.fill)
        for address in ("sjekkliste/", "<int:pk>/sjekkliste/"):
            own.append(path(address, filling, {"model_admin": self}, "agreements_agreement_law"))
        return own + super().get_urls()


def _rows_to_keep(inline, previous: Agreement, parties: Parties) -> list[dict]:
    if isinstance(inline, ParticipationRows):
        first = previous.participations.for_list().first()
        if first is None:
            return []
        usual = first.role == previous.form.default_role.code  # left open, so that it follows the form of the next one
        return [{"party": parties.written(first.party), "role": "" if usual else first.role}]
    if isinstance(inline, SourceRows) and (source := previous.sources.first()):
        return [{"citation": source.citation, "url": source.url, "as_of_text_typed": source.as_of_written}]
    return []

"""The base of every table in the admin: roles as permissions, refusals in words, and one change a save in the audit trail."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry import changes
from registry.changes import Actor
from registry.history import readable
from registry.models import Change
from registry.parameters import check_names, read_page
from registry.start_page import Line, Panel


class RolePermissions:
    """Roles as permissions: staff see, editors write, and what may be deleted says so. For records and their inlines."""

    deletable = False
    editors_only = False
    administrators_only = False

    def has_view_permission(self, request, obj=None):
        """Staff, unless the table is for fewer."""
        user = request.user
        return (
            user.is_staff and (user.is_editor or not self.editors_only) and (user.is_administrator or not self.administrators_only)
        )

    def has_add_permission(self, request, obj=None):
        """Editors."""
        return self.has_view_permission(request) and request.user.is_editor

    def has_change_permission(self, request, obj=None):
        """Editors."""
        return self.has_view_permission(request) and request.user.is_editor

    def has_delete_permission(self, request, obj=None):
        """Editors, where rows may be deleted."""
        return self.deletable and self.has_change_permission(request, obj)


class ReadOnly(RolePermissions):
    """Rows that only the register itself writes."""

    def has_add_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False


class RegisterForm(forms.ModelForm):
    """A form that can show what the database refused only when it was about to store."""

    late_error: str | None = None

    def clean(self):
        """Show the late refusal; everything typed is still there."""
        data = super().clean()
        if self.late_error:
            self.add_error(None, self.late_error)
        return data


class RoleAdmin(RolePermissions, admin.ModelAdmin):
    """The base of every table in the admin: roles, scope, and refusals in words."""

    form = RegisterForm
    position = 50  # its place in menus
    late_errors: dict[str, str] = {}  # by the name of a constraint that only the database holds
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    }
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_module_permission(self, request):
        """Whoever may see the table sees it on the front page."""
        return self.has_view_permission(request)

    def get_queryset(self, request):
        """What the person may see."""
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def changelist_view(self, request, extra_context=None):
        """The list; parameters that no database can hold are answered with 400."""
        check_names(request.GET, request.GET.keys(), several=request.GET.keys())
        return super().changelist_view(request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})})

    def waiting(self, request) -> str:
        """What in this table waits for the person, in words for the front page; "" when nothing does."""
        return ""

    def waits(self, request) -> list[Line]:
        """What waits, with where one goes to do it."""
        text = self.waiting(request)
        return [Line(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"), text)] if text else []

    def panels(self, request) -> list[Panel]:
        """What of this table the person should see on the front page beside what waits."""
        return []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The field without Django's pencil and eye: what it points to has a list of its own in the menu."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return bare(field)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form. What the database refuses at the last moment becomes a message in it, and nothing is lost."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, ValidationError) as error:
            request.late_error = self._refusal(error)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form class, carrying a late refusal if there is one."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.late_error = getattr(request, "late_error", None)
        return form

    def _refusal(self, error: IntegrityError | ValidationError) -> str:
        if isinstance(error, ValidationError):
            return " ".join(error.messages)
        for constraint, message in self.late_errors.items():
            if constraint in str(error):
                return message
        return _("Noen andre lagret noe som kolliderer med dette. Se over det du har skrevet, og lagre på nytt.")

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What is not there, or not yours, is a 404."""
        raise Http404

    # Django's own log is not written: the audit trail says who did what, with the whole record before and after.
    def log_addition(self, request, obj, message):
        """Nothing; see TrailAdmin."""

    def log_change(self, request, obj, message):
        """Nothing; see TrailAdmin."""

    def log_deletions(self, request, queryset):
        """Nothing; see TrailAdmin."""

    def history_view(self, request, object_id, extra_context=None):
        """Who changed what when, child rows included, newest first."""
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        found = Change.objects.filter(record=self.model._meta.label_lower, record_id=record.pk).select_related("actor")
        page = read_page(request, found)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Historikk: %(name)s") % {"name": record},
            "opts": self.opts,
            "object": record,
            "entries": readable(page.object_list),
            "page": page,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


def bare(field: forms.Field | None) -> forms.Field | None:
    """The field without the pencil and eye that Django puts around what points to another table."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field


class TrailAdmin(RoleAdmin):
    """A table whose every save, with its inlines, writes one change in the audit trail. `children`: the inlines' tables."""

    children: tuple[str, ...] = ()

    def snapshot(self, obj: models.Model) -> dict:
        """The record as the trail keeps it."""
        return changes.snapshot(obj, {name: getattr(obj, name).all() for name in self.children})

    def save_model(self, request, obj, form, change):
        """Remember how it was, then store."""
        form.before = self.snapshot(self.model._base_manager.get(pk=obj.pk)) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Store the child rows, then write the trail."""
        super().save_related(request, form, formsets, change)
        self.write_trail(request, form.instance, form.before, getattr(form, "trail_reason", ""))

    def write_trail(self, request, obj: models.Model, before: dict | None, reason: str = "") -> None:
        """One change for the whole save; none when nothing differs."""
        after = self.snapshot(self.model._base_manager.get(pk=obj.pk))
        if before != after or reason:
            kind = Change.Kind.AMENDED if before else Change.Kind.CREATED
            changes.record(obj, kind=kind, by=Actor.of(request.user), before=before, after=after, reason=reason)

    def delete_model(self, request, obj):
        """Write the trail, then delete."""
        changes.record(obj, kind=Change.Kind.DELETED, by=Actor.of(request.user), before=self.snapshot(obj), after=None)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        """One by one, so that each leaves its trace."""
        for obj in queryset:
            self.delete_model(request, obj)

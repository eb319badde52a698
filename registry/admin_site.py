"""The admin site: in Norwegian, with the one login of the register."""

from functools import update_wrapper

from django.contrib import admin
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from registry.role_admin import RoleAdmin


class RegistryAdminSite(admin.AdminSite):
    """The case officers' workplace. One logs in, out and changes password where everybody does."""

    site_header = site_title = _("Saksbehandling")
    index_title = _("Hva vil du gjøre?")
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        """A logged-in person without a staff role gets a 404 that says where to go, not a way round to the login page and back."""
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                return render(request, "admin/not_for_you.html", status=404)
            if request.method == "POST" and not request.user.is_authenticated and set(request.POST) - {"csrfmiddlewaretoken"}:
                return self._keep_what_was_typed(request)
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def _keep_what_was_typed(self, request):
        """Logged out while typing: nothing is stored, and the page holds every field until the person has logged in again."""
        fields = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
        return render(request, "admin/logged_out.html", {"fields": fields, "address": request.get_full_path()}, status=403)

    def index(self, request, extra_context=None):
        """The front page: first what waits, then what each table shows of itself."""
        seen = [(model, table) for model, table in self._registry.items() if table.has_view_permission(request)]
        waiting = [line for _model, table in seen for line in table.waits(request)]
        tables = sorted((table for _model, table in seen), key=lambda table: table.position)
        panels = [panel for table in tables for panel in table.panels(request)]
        context = {"waiting": waiting, "panels": panels, **(extra_context or {})}
        return super().index(request, context)

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only tables that follow the roles; what other packages bring along is left out."""
        if admin_class is not None and issubclass(admin_class, RoleAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_app_list(self, request, app_label=None):
        """The tables most used first."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: self._registry[model["model"]].position)
        return sorted(apps, key=lambda app: min(self._registry[model["model"]].position for model in app["models"]))

    def i18n_javascript(self, request, extra_context=None):
        """The words of Django's own scripts, with ours where it has none."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "registry"])(request)

    def login(self, request, extra_context=None):
        """The one login page, which remembers where the person was going."""
        target = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")

    def logout(self, request, extra_context=None):
        """The one logout page."""
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        """The one page for changing one's password."""
        return redirect("account_change_password")

"""The admin's ground: one site in Norwegian, one mixin that turns roles into permissions."""

from django.contrib import admin


class RegistryAdminSite(admin.AdminSite):
    """The case officers' workplace."""

"""`/health/`: whether the process answers and reaches its database, for whoever watches the server."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse


def show(request: HttpRequest) -> JsonResponse:
    """200 and {"database": "ok"}, or 503 when the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})

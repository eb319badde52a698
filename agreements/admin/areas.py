"""Service areas as the case officer types them: by name, code or any other word for the same."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.models import ServiceArea
from registry.search import fold


@dataclass
class Areas:
    """Every area, in memory: one query a request."""

    areas: list[ServiceArea]
    _by_word: dict[str, ServiceArea] = field(default_factory=dict)

    def __post_init__(self):
        for area in self.areas:  # names first, so that no synonym takes another area's name
            self._by_word[fold(area.name)] = self._by_word[fold(area.code)] = area
        for area in self.areas:
            for word in area.synonyms.splitlines():
                self._by_word.setdefault(fold(word), area)

    @classmethod
    def of(cls, request: HttpRequest) -> "Areas":
        """The areas, read once a request."""
        if not hasattr(request, "_areas"):
            request._areas = cls(list(ServiceArea.objects.all()))
        return request._areas

    def read(self, lines: list[str]) -> list[ServiceArea]:
        """The areas of the lines; a line may hold several with commas between. Raises ValidationError naming each not found."""
        found, errors = [], []
        for line in lines:
            for name in [line] if fold(line) in self._by_word else re.split(r"[,;]", line):
                if area := self._by_word.get(fold(name)):
                    found.append(area)
                elif name.strip():
                    errors.append(ValidationError(self._not_found(name.strip()), code="unknown_area"))
        if errors:
            raise ValidationError(errors)
        return list(dict.fromkeys(found))

    def options(self) -> list[tuple[str, str]]:
        """What a form suggests: the name, and the sector it lies in."""
        return [(area.name, area.get_sector_display()) for area in self.areas]

    def _not_found(self, name: str) -> str:
        near = get_close_matches(fold(name[:100]), self._by_word, n=3, cutoff=0.5)
        shown = dict.fromkeys(self._by_word[word].name for word in near)
        text = _("Registeret har ikke noe samarbeidsområde som heter «%(name)s».") % {"name": name[:60]}
        return f"{text} " + _("Mente du %(names)s?") % {"names": ", ".join(shown)} if shown else text

"""One doing of a draft."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agreements.imports.plan import FieldChange
from agreements.imports.planning.union import Union
from agreements.models import Agreement
from agreements.models.whole import Whole


@dataclass
class Act:
    """One doing of a draft: what it is done to, and what it tells on the way."""

    whole: Whole
    union: Union
    day: date
    numbered: bool
    is_new: bool
    changes: list[FieldChange] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)

    @property
    def agreement(self) -> Agreement:
        """The agreement itself."""
        return self.whole.agreement

    def change(self, label: str, before: Any, after: Any) -> None:
        """Something becomes otherwise."""
        self.changes.append(FieldChange(label, str(before or ""), str(after or "")))

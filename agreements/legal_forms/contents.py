"""What a written agreement can contain, and how one sees from the facts whether it does."""

from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.facts import Authority, Facts
from agreements.legal_forms.law import IKS_ACT, IKS_COMMITTEE, ORSTA, SHARES_ADVICE, Evidence, Item, Source

# Item → the field it is written in, and whether it is registered: yes, no, or not known. What is registered elsewhere in the
# agreement stands for the term itself.
_ITEMS: dict[str, tuple[str, Callable[[Facts], bool | None]]] = {
    "name": ("name", lambda facts: True if facts.name else None),
    "legal_person": ("is_legal_person", lambda facts: None if facts.is_legal_person is None else True),
    "seat": ("office", lambda facts: True if facts.seat else None),
    "participants": ("participations", lambda facts: True if facts.parties_complete else None),
    "host": ("participations", lambda facts: _has_role(facts, "vertskommune")),
    "office": ("participations", lambda facts: _has_role(facts, "kontorkommune")),
    "purpose": ("purpose", lambda facts: True if facts.purpose else facts.terms.tasks),
    "tasks": ("tasks_stated", lambda facts: True if facts.purpose else facts.terms.tasks),
    "authority": ("authority", lambda facts: None if facts.authority == Authority.UNKNOWN else True),
    "transfer_date": ("transfer_date_stated", lambda facts: True if facts.authority_from else facts.terms.transfer_date),
    "information": ("information_stated", lambda facts: facts.terms.information),
    "settlement": ("settlement_stated", lambda facts: True if facts.cost_split else facts.terms.settlement),
    "contribution_duty": ("contribution_duty", lambda facts: None if facts.contribution_duty is None else True),
    "shares": ("ownerships", lambda facts: _all_have_shares(facts)),
    "loan": ("loan_allowed", lambda facts: None if facts.loan_allowed is None else True),
    "representantskap": ("representantskap_members", lambda facts: facts.terms.representantskap_members),
    "board": ("board_members", lambda facts: facts.terms.board_members),
    "exit_rule": ("exit_stated", lambda facts: facts.terms.exit_rule if facts.notice_months is None else True),
    "dissolution_rule": ("dissolution_stated", lambda facts: facts.terms.dissolution_rule),
    "archive_rule": ("archive_stated", lambda facts: True if facts.archive_responsible else facts.terms.archive_rule),
}
ITEM_CODES = tuple(_ITEMS)


def registered(item: Item, facts: Facts) -> bool | None:
    """Whether the agreement contains the item: True, False (somebody has looked, and it does not), or None: not registered."""
    return _ITEMS[item.code][1](facts)


def field_of(item: Item) -> str:
    """The field of the form where the item is written."""
    return _ITEMS[item.code][0]


def _has_role(facts: Facts, role: str) -> bool | None:
    return True if any(party.role == role for party in facts.on_day) else None


def _all_have_shares(facts: Facts) -> bool | None:
    shares = [party.share for party in facts.on_day]
    return True if shares and all(share and share.part is not None for share in shares) else None


def _item(code: str, text: str, paragraph: str, evidence: Evidence = Evidence.MEMORY, source: Source | None = None) -> Item:
    return Item(text, paragraph, evidence, source, code=code)


def council_items(paragraph: str, shares_evidence: Evidence) -> tuple[Item, ...]:
    """What koml. §§ 18-4 and 19-4 ask for alike. Only the archive is read, in a plan that cites both paragraphs."""
    return (
        _item("name", _("navn"), paragraph),
        _item("legal_person", _("om samarbeidet er et eget rettssubjekt"), paragraph),
        _item("office", _("kontorkommune"), paragraph),
        _item("participants", _("deltakerne"), paragraph),
        _item("representantskap", _("antall medlemmer i representantskapet, og hvor mange hver velger"), paragraph),
        _item("tasks", _("oppgavene"), paragraph),
        _item("authority", _("myndighet til å ta avgjørelser"), paragraph),
        _item("contribution_duty", _("plikt til å skyte inn kapital eller andre ytelser"), paragraph),
        _item(
            "shares", _("hver deltakers eierandel, og ansvarsandel hvis den er en annen"), paragraph, shares_evidence, SHARES_ADVICE
        ),
        _item("loan", _("om samarbeidet kan ta opp lån"), paragraph),
        _item("exit_rule", _("hvordan en deltaker kan tre ut"), paragraph),
        _item("dissolution_rule", _("hvordan samarbeidet oppløses"), paragraph, Evidence.READ, ORSTA),
        _item("archive_rule", _("hvem som tar vare på arkivet etterpå"), paragraph, Evidence.READ, ORSTA),
    )


def host_items() -> tuple[Item, ...]:
    """What koml. § 20-4 asks for, as we remember it."""
    paragraph = "koml. § 20-4"
    return (
        _item("participants", _("deltakerne"), paragraph),
        _item("host", _("hvem som er vertskommune"), paragraph),
        _item("tasks", _("oppgavene som legges til vertskommunen"), paragraph),
        _item("authority", _("myndighet som legges til vertskommunen"), paragraph),
        _item("transfer_date", _("når oppgaver og myndighet går over"), paragraph),
        _item("information", _("hvordan deltakerne får vite om avgjørelser i vertskommunen"), paragraph),
        _item("settlement", _("økonomisk oppgjør mellom deltakerne og vertskommunen"), paragraph),
        _item("exit_rule", _("regler om utmelding"), paragraph),
        _item("dissolution_rule", _("regler om avvikling"), paragraph),
    )


def iks_items() -> tuple[Item, ...]:
    """What IKS-loven § 4 third paragraph asks for, as we remember it; § 3 on shares is read."""
    paragraph = "IKS-loven § 4"
    return (
        _item("name", _("selskapets navn"), paragraph),
        _item("participants", _("deltakerne"), paragraph),
        _item("purpose", _("formålet"), paragraph),
        _item("seat", _("kommunen der hovedkontoret ligger"), paragraph),
        _item("board", _("antall styremedlemmer"), paragraph),
        _item("contribution_duty", _("plikt til innskudd og andre ytelser"), paragraph),
        _item(
            "shares", _("hver deltakers eierandel, og ansvarsandel hvis den er en annen"), "IKS-loven § 3", Evidence.READ, IKS_ACT
        ),
        _item("representantskap", _("antall medlemmer i representantskapet, og hvor mange hver oppnevner"), paragraph),
        _item("loan", _("om selskapet kan ta opp lån, og rammen for det"), "IKS-loven", Evidence.PARTLY, IKS_COMMITTEE),
    )

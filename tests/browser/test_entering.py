"""Ten agreements of ten forms entered from their sources' wording, by keyboard alone: how many fields and how long it takes.

The time is an estimate by the keystroke-level model (Card, Moran and Newell 1983): 0.28 s a key for whoever types as most do,
1.35 s to make up one's mind before each field, 5 s to copy from the source and paste, and the wording read at 200 words a minute.
"""

import json
import sqlite3
import tomllib
from contextlib import closing

import pytest
from django.conf import settings

ADD = "/admin/agreements/agreement/add/"
KEY, MIND, PASTE, WORD = 0.28, 1.35, 5.0, 60 / 200
MOST_FIELDS, MOST_SECONDS, MOST_STOPS = 25, 180, 60
FOLDED = ("legal_basis", "participants_text", "participants_complete")

# The key of the real agreement, and how its parties are typed: as the source writes them, with the roles it tells of.
PASTED = {
    "A045": "Bardu, Lavangen, Salangen, Målselv, Ibestad og Dyrøy (fra 01.04.20) (vert: Bardu)",
    "A084": "Sør-Varanger, Vadsø og Vardø",
    "A035": "Alta, Hammerfest, Hasvik, Loppa, Måsøy, Nordkapp og Porsanger",
    "A090": "Bardu, Dyrøy, Målselv, Senja, Sørreisa",
    "A123": "Kåfjord og Tromsø",
    "A086": "Nesseby kommune, Tana kommune, Sør-Varanger kommune og Sametinget",
    "A071": "Balsfjord, Karlsøy og Storfjord, Tromsø (selger)",
    "A003": "Alle kommuner i Troms unntatt Gratangen. Vert: Tromsø",
}
SHARES = {"A081": 320}  # typed party by party, so many shares in all
MADE_UP = {  # none of the real ones has this form
    "key": "oppdiktet",
    "name": "Oppdiktet barneverntjeneste med nemnd",
    "areas": ["barnevern"],
    "form": "vertskommune-nemnd",
    "form_certainty": "stated",
    "basis": "koml. § 20-3",
    "office": "Salangen",
    "from": "2024-04",
    "parties": ["Salangen", "Dyrøy"],
    "participants_text": "Dyrøy og Salangen, med Salangen som vertskommune",
    "complete": True,
    "sources": [{"citation": "Oppdiktet kilde", "url": "https://www.example.org/nemnd", "as_of": "29.01.2024"}],
}
CERTAINTY = {"inferred": "antatt", "unverified": "ubekreftet"}
LABELS = {
    "vertskommune": "administrativt", "vertskommune-nemnd": "vertskommunesamarbeid", "iks": "interkommunalt selskap",
    "ipr": "interkommunalt politisk", "ko": "kommunalt opp", "as": "aksjeselskap", "sa": "samvirke", "stiftelse": "stiftelse",
    "kjop-og-salg": "kj", "annet-avtalebasert": "annet",
}  # fmt: skip


def entries():
    with open(settings.BASE_DIR / "fixtures" / "agreements.toml", "rb") as file:
        known = {row["key"]: row for row in tomllib.load(file)["agreement"]}
    return [*(known[key] for key in [*PASTED, *SHARES]), MADE_UP]


def typed(entry):
    """What is typed, field by field in the order of the form, and whether it is pasted."""
    names = {row["code"]: row["name"] for row in json.loads((settings.BASE_DIR / "fixtures" / "service_areas.json").read_text())}
    source = entry["sources"][0]
    yield "name", entry["name"], True
    yield "legal_form", LABELS[entry["form"]], False
    yield "legal_form_certainty", CERTAINTY.get(entry["form_certainty"]), False
    yield "areas", ", ".join(names[code] for code in entry["areas"]), False
    yield "start", entry.get("from"), False
    yield "organisation_name", entry.get("organisation"), True
    yield "office", entry.get("office"), False
    yield "more_parties", PASTED.get(entry["key"], "Dyrøy og Salangen (vert: Salangen)" if entry is MADE_UP else None), True
    for number, party in enumerate(entry["parties"] if entry["key"] in SHARES else ()):
        yield f"participations-{number}-party", party["party"], False
        yield f"participations-{number}-share", f"{party['shares']}/{SHARES[entry['key']]}", False
    yield "sources-0-citation", source["citation"], True
    yield "sources-0-url", source.get("url"), True
    yield "sources-0-as_of_text_typed", source.get("as_of"), False
    yield "legal_basis", entry.get("basis"), False
    yield "participants_text", entry.get("participants_text"), True
    yield "participants_complete", " " if entry["complete"] else None, False


class Typist:
    """A person at the keyboard, and what it costs."""

    def __init__(self, page):
        self.page, self.keys, self.pastes, self.fields = page, 0, 0, 0

    def press(self, key):
        self.page.keyboard.press(key)
        self.keys += 1

    def reach(self, wanted):
        """Tab on until the focus is on the field of the name, or on what has the words."""
        at = "[document.activeElement.name, document.activeElement.innerText]"
        for _stop in range(MOST_STOPS):
            if wanted in self.page.evaluate(at):
                return
            self.press("Tab")
        raise AssertionError(f"{wanted} is not reached by keyboard within {MOST_STOPS} stops")

    def fill(self, name, text, pasted):
        if name.endswith("-party") and not self.page.locator(f"[name={name}]").count():
            self.reach("Ny rad: Part")
            self.press("Enter")
        if name in FOLDED and not self.page.locator(f"[name={name}]").is_visible():
            self.reach("Flere opplysninger")
            self.press("Enter")
        self.reach(name)
        if pasted:
            self.page.keyboard.insert_text(text)
            self.pastes += 1
        else:
            self.page.keyboard.type(text)
            self.keys += len(text)
        self.fields += 1

    def seconds(self, wording):
        return self.keys * KEY + self.fields * MIND + self.pastes * PASTE + len(wording.split()) * WORD


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry['form']}-{entry['key']}")
def test_an_agreement_is_entered_by_keyboard_in_few_fields_and_saved_at_the_first_try(visit, site, case_officer, entry):
    tab = visit(storage_state=case_officer)
    typist = Typist(tab.open(ADD))
    wanted = [row for row in typed(entry) if row[1]]
    for name, text, pasted in wanted:
        typist.fill(name, text, pasted)
        if name == "more_parties":
            tab.page.locator("#forstatt li").first.wait_for()  # it reads while the next field is thought of
    typist.press("Enter")
    tab.page.locator(".messagelist .success").wait_for()
    with closing(sqlite3.connect(site.database)) as database:
        form, parties = database.execute(
            "SELECT a.legal_form, count(p.id) FROM agreements_agreement a JOIN agreements_participation p ON p.agreement_id = a.id "
            "WHERE a.name = ? AND a.publication = 'draft' GROUP BY a.id ORDER BY a.id DESC", [entry["name"]],
        ).fetchone()  # fmt: skip
    assert (form, parties) == (entry["form"], len(entry["parties"]))
    seconds = typist.seconds(f"{entry['name']} {entry.get('participants_text', '')} {entry['sources'][0]['citation']}")
    print(f"\n{entry['form']}: {typist.fields} fields, {typist.keys} keys, {typist.pastes} pastes, {seconds:.0f} s")
    assert typist.fields <= MOST_FIELDS and seconds <= MOST_SECONDS
    assert tab.errors == []


def test_there_are_ten_of_ten_forms():
    assert len({entry["form"] for entry in entries()}) == len(entries()) == 10

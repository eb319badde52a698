"""Loading the agreements: twice is once, a changed entry updates what nobody has touched, all or nothing."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from agreements import actions
from agreements.models import Agreement, Ownership, Participation
from municipalities.models import Region
from registry.changes import Actor
from registry.models import Change
from registry.periods import parse_date
from tests.makers import make_user

FILE = settings.BASE_DIR / "fixtures" / "agreements.toml"


def load(path=FILE):
    out = StringIO()
    call_command("load_agreements", path, stdout=out)
    return out.getvalue()


@pytest.fixture
def edited(tmp_path):
    """The file with one text replaced by another."""

    def edit(old, new):
        content = FILE.read_text(encoding="utf-8")
        assert content.count(old) == 1
        path = tmp_path / "agreements.toml"
        path.write_text(content.replace(old, new), encoding="utf-8")
        return path

    return edit


def everything():
    """Every row an agreement is made of."""
    return [list(model.objects.order_by("pk").values()) for model in (Agreement, Participation, Ownership, Change)]


def test_every_agreement_is_published_once_with_one_change_by_the_import(real_register):
    assert Agreement.objects.filter(publication="published", revision=1).count() == 100
    assert Change.objects.filter(kind="created", actor_kind="import", actor_label="Første datagrunnlag").count() == 100


def test_the_second_run_changes_nothing(real_register):
    before = everything()
    assert load() == "Samarbeid: 0 nye, 0 endret, 100 uendret.\n"
    assert everything() == before


def test_a_changed_entry_updates_its_agreement_with_one_change_and_keeps_the_other_parties(real_register, edited):
    agreement = Agreement.objects.get(source_key="A044")
    kept = set(agreement.participations.exclude(municipality__name="Dyrøy").values_list("pk", flat=True))
    path = edited('{ party = "Dyrøy", from = "01.07.2021" }', '{ party = "Dyrøy", from = "01.08.2021" }')
    assert "0 nye, 1 endret, 99 uendret" in load(path)
    agreement.refresh_from_db()
    assert agreement.revision == 2
    assert agreement.participations.get(municipality__name="Dyrøy").start_shown == "01.08.2021"
    assert kept < set(agreement.participations.values_list("pk", flat=True))
    assert load(path) == "Samarbeid: 0 nye, 0 endret, 100 uendret.\n"


def test_a_changed_share_is_updated_on_the_party_it_belongs_to(real_register, edited):
    path = edited('{ party = "Sør-Varanger", shares = 100 }', '{ party = "Sør-Varanger", shares = 90 }')
    with pytest.raises(CommandError, match="A081: shares_in_all: Aksjene er 310 til sammen, ikke 320"):
        load(path)
    content = path.read_text(encoding="utf-8").replace("shares_in_all = 320", "shares_in_all = 310")
    path.write_text(content, encoding="utf-8")
    load(path)
    agreement = Agreement.objects.get(source_key="A081")
    assert agreement.participations.count() == 7
    assert agreement.participations.get(municipality__name="Sør-Varanger").ownerships.get().share_num == 90


def test_a_new_party_of_a_regional_council_becomes_a_member_of_its_region(real_register, edited):
    load(edited('{ party = "Lavangen", from = "ca. 2023" },', '{ party = "Lavangen", from = "ca. 2023" }, "Gratangen",'))
    names = Region.objects.get(source_key="RR05").memberships.values_list("municipality__name", flat=True)
    assert "Gratangen" in names


def test_an_agreement_a_person_has_changed_is_reported_and_left(real_register, edited):
    agreement = Agreement.objects.get(source_key="A044")
    actions.end(agreement, last_day=parse_date("31.12.2025"), by=Actor.of(make_user()))
    assert "A044 Astafjordlegen er endret for hånd og er ikke rørt." in load()
    load(edited('name = "Astafjordlegen"', 'name = "Noe annet"'))
    agreement.refresh_from_db()
    assert (agreement.name, agreement.revision) == ("Astafjordlegen", 2)


def test_another_file_may_build_on_what_is_in_the_register(real_register, tmp_path):
    path = tmp_path / "new.toml"
    path.write_text(
        """
        [[agreement]]
        key = "B2"
        name = "Under"
        areas = ["plan"]
        form = "vertskommune"
        form_certainty = "stated"
        parent = "B1"
        parties = [{ party = "Bardu", role = "vertskommune" }, "Salangen"]
        sources = [{ citation = "x" }]

        [[agreement]]
        key = "B1"
        name = "Over"
        areas = ["plan"]
        form = "annet-avtalebasert"
        form_certainty = "stated"
        type = "grunnavtale"
        parties = ["Bardu", "Salangen"]
        predecessors = [{ key = "A038", kind = "replaced", date = "01.01.2026" }]
        sources = [{ citation = "x" }]
        """,
        encoding="utf-8",
    )
    assert "2 nye" in load(path)
    above = Agreement.objects.get(source_key="B1")
    assert above.service_agreements.get().source_key == "B2"
    assert above.successions_in.get().predecessor.source_key == "A038"
    assert "2 uendret" in load(path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('predecessors = [{ key = "A029",', 'predecessors = [{ key = "A999",', "A030: «A999» finnes verken i filen eller"),
        ('region = "RR05"', 'region = "RR05"\nparent = "A030"', "A030 → A030 viser til hverandre i ring"),
        (
            'basis = "koml. § 20-2"\noffice = "Salangen"',
            'basis = "koml. § 20-2"\noffice = "x\\u0000y"',
            "A044: office: .*kontrolltegn",
        ),
        ('{ party = "Dyrøy", from = "01.07.2021" }', '"Dyrøy", "Dyrøy"', "A044: Dyrøy står to ganger"),
    ],
)
def test_what_only_shows_when_storing_stops_it_all(real_register, edited, old, new, words):
    before = everything()
    with pytest.raises(CommandError, match=words):
        load(edited(old, new))
    assert everything() == before

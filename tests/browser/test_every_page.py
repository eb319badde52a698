"""Every page in a browser: axe finds nothing, nothing scrolls sideways at 320 px, nothing is blocked, light and dark."""

import sqlite3
from contextlib import closing

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults

PUBLIC = [
    "/",
    "/?on=2019-06-01",
    "/samarbeid/",
    "/samarbeid/?q=barnevern+Dyrøy",
    "/samarbeid/?q=finnesikke",
    "/samarbeid/?on=2019-06-01",
    "/samarbeid/{A001}/",
    "/samarbeid/{A026}/",
    "/samarbeid/?columns=id&columns=url",
    "/samarbeidsformer/",
    "/samarbeidsformer/ko/",
    "/samarbeidsformer/iks/?on=2019-06-01",
    "/kommuner/",
    "/kommuner/5524/",
    "/kommuner/5540/?on=2019-06-01",
    "/kommuner/1850/",
    "/regioner/",
    "/regioner/{region}/",
    "/kart/",
    "/kart/?figure=partnere.andel&on=2019-06-01",
    "/kart/nettverk/",
    "/kart/nettverk/?municipality=5524&least=2",
    "/kart/nettverk/?on=2019-06-01&sector=helse",
    "/statistikk/",
    "/statistikk/kommuner/?county=55",
    "/statistikk/verter/?on=2019-06-01",
    "/statistikk/matrise/",
    "/statistikk/anbefalte-omrader/",
    "/rapporter/",
    "/rapporter/eierskapsmelding/5524/",
    "/rapporter/eierskapsmelding/1850/",
    "/rapporter/arsmelding/5524/",
    "/rapporter/arkivplan/5524/",
    "/rapporter/deltakermatrise/55/",
    "/rapporter/fylkesrapport/55/",
    "/rapporter/endringer/55/",
    "/rapporter/hele-registeret/",
    "/endringer/",
    "/nedlasting/",
    "/api/v1/docs/",
    "/api/v1/docs/#agreements",
    "/meld-fra/",
    "/om/",
    "/om/ord/",
    "/om/personvern/",
    "/konto/login/",
    "/konto/login/code/",
    "/konto/password/reset/",
]
REFUSED = [("/samarbeid/?on=31.02&tullball=1", 400), ("/finnes-ikke/", 404)]
STAFF = [
    "/import/",
    "/gjennomgang/runder/",
    "/gjennomgang/runder/ny/",
    "/gjennomgang/runder/1/",
    "/gjennomgang/runder/1/ringeliste/",
    "/gjennomgang/runder/1/arkiv/",
    "/gjennomgang/kommune/1/",
    "/gjennomgang/forslag/",
    "/gjennomgang/forslag/?state=behandlet",
    "/gjennomgang/i-kraft/",
    "/frister/",
    "/frister/?kind=ingen",
    "/frister/?responsible=meg",
    "/avklares/",
    "/avklares/?severity=note&municipality=5524",
    "/avklares/?state=accepted",
    "/rapporter/avklares/",
    "/samarbeid/{A001}/#avklares",
    "/admin/",
    "/admin/agreements/agreement/",
    "/admin/agreements/agreement/add/",
    "/admin/agreements/agreement/{A001}/change/",
    "/admin/agreements/agreement/{A001}/history/",
    "/admin/agreements/agreement/{A001}/sla-sammen/",
    "/admin/agreements/agreement/samlet/ut-av-alt/",
    "/admin/agreements/agreement/samlet/etter-kommunesammenslaing/",
    "/admin/agreements/agreement/{A001}/avslutt/",
    "/admin/agreements/participation/{participation}/change/",
    "/admin/agreements/participation/{participation}/history/",
    "/admin/agreements/finding/",
    "/admin/agreements/finding/{finding}/change/",
    "/admin/agreements/errorreport/",
    "/admin/agreements/servicearea/",
    "/admin/agreements/servicearea/sokeord/",
    "/admin/agreements/servicearea/sokeord/?q=barnevern",
    "/admin/municipalities/municipality/",
    "/admin/municipalities/organisation/",
    "/admin/municipalities/organisation/add/",
    "/admin/municipalities/region/",
    "/admin/municipalities/contact/add/",
    "/admin/registry/letter/",
    "/admin/registry/change/",
    "/admin/password_change/",
]
QUIETLY = {"preload": False, "resultTypes": ["violations"]}  # to fetch style sheets anew breaks the policy
COLOURS = {**QUIETLY, "runOnly": ["color-contrast", "link-in-text-block"]}  # all that another scheme can make wrong


@pytest.fixture(scope="package")
def filled(site):
    """Puts the ids of this database into an address."""
    with closing(sqlite3.connect(site.database)) as database:
        ids = dict(database.execute("SELECT source_key, id FROM agreements_agreement"))
        slug = database.execute("SELECT slug FROM municipalities_region WHERE kind = 'regionråd' ORDER BY id").fetchone()[0]
        first = {
            name: database.execute(f"SELECT min(id) FROM agreements_{name}").fetchone()[0] for name in ("participation", "finding")
        }
    return lambda address: address.format(**ids, **first, region=slug)


def assert_fit(tab, page, dark=False):
    """Axe finds nothing at two widths, the narrow one does not scroll sideways, and nothing was blocked or broke."""
    assert tab.errors == []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert_no_violations(page, QUIETLY, f"{width} px")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "scrolls sideways at 320 px"
    if dark:
        page.emulate_media(color_scheme="dark")
        page.evaluate("document.getAnimations().forEach(fading => fading.finish())")
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert_no_violations(page, COLOURS, f"{width} px, dark")
    assert tab.errors == []


def assert_no_violations(page, options, where):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)  # half a megabyte: once a page
    found = AxeResults(page.evaluate("options => axe.run(options)", options))
    assert found.violations_count == 0, f"{where}: {found.generate_report()}"


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_fit_for_everybody_light_and_dark(walk, filled, address):
    tab = walk("anybody")
    assert_fit(tab, tab.open(filled(address)), dark=True)


@pytest.mark.parametrize("address", STAFF)
def test_a_page_for_staff_is_fit_for_everybody_light_and_dark(walk, filled, case_officer, address):
    tab = walk("case officer", storage_state=case_officer)
    assert_fit(tab, tab.open(filled(address)), dark=True)


@pytest.mark.parametrize(("address", "status"), REFUSED)
def test_a_refusal_is_fit_for_everybody(walk, address, status):
    tab = walk("anybody")
    page = tab.open(address, status)
    tab.errors.clear()  # chromium logs the status itself as an error
    assert_fit(tab, page)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_says_the_same_without_javascript(walk, filled, address):
    tab = walk("without script", java_script_enabled=False)
    page = tab.open(filled(address))
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    assert tab.errors == []

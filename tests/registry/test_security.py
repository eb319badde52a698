"""Whose address counts."""

import pytest

from registry.security import address_of


@pytest.mark.parametrize(
    ("behind_proxy", "header", "address"),
    [
        (False, "203.0.113.9", "127.0.0.1"),  # anybody can write the header
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # only the last part is the proxy's own
        (True, "", "127.0.0.1"),
        (True, "2001:db8:7:1:a:b:c:d", "2001:db8:7:1::"),  # whoever has one address has the other 2**64 of its network
        (True, "2001:db8:7:1:ffff::1", "2001:db8:7:1::"),
        (True, "fe80::1%eth0", "fe80::"),
        (True, "::ffff:203.0.113.9", "203.0.113.9"),
        (True, "unknown", "unknown"),
    ],
)
def test_only_our_own_proxy_is_believed(rf, settings, behind_proxy, header, address):
    settings.BEHIND_PROXY = behind_proxy
    assert address_of(rf.get("/", headers={"x-forwarded-for": header})) == address

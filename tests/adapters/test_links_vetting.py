"""Which addresses are the public's, and which are closed to whoever looks at pages."""

import pytest

from adapters.links.vetting import is_public


def spaced(text: str) -> list[str]:
    return text.split()


CLOSED = spaced(
    """
    0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 168.63.129.16 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255
    198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    ::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:10::1
    2001:db8::1 2002:7f00:1:: 2002:a00:1:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%lo
    fec0::1 ff02::1 2606:4700::1%eth0 localhost 127.1
    """
)


@pytest.mark.parametrize("closed", CLOSED)
def test_addresses_that_are_not_the_publics_are_closed(closed):
    assert not is_public(closed)


@pytest.mark.parametrize(
    "open_",
    [
        "8.8.8.8",
        "100.128.0.1",
        "172.32.0.1",
        "2606:4700::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::",
    ],
)
def test_addresses_of_the_public_are_open(open_):
    assert is_public(open_)

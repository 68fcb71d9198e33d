"""However hostile a page answers, it is over soon, weighs little, and what it tells is plain words."""

import asyncio
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hostile import site as hostile_site
from hostile.reading import at, memory, previews
from hostile.servers import Server, answer, moved, pages, serving

from communitybot.ports import LinkPreview, NoPreview

SLOW = ("69", "69-head", "silent", "plain")
QUICK = ("64", "65", "66", "68", "70", "71", "71-long", "73", "74", "75", "78", "79", *hostile_site.FURTHER)
MOST = 32 * 1024 * 1024  # bytes by which either process may grow
UNHARMED = "<>\u202e\u200b"


@pytest.fixture(scope="module")
def site():
    """The hostile site, in a process of its own: what it does weighs on nobody who is measured."""
    with subprocess.Popen(
        [sys.executable, str(Path(hostile_site.__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as served:
        yield Server(int(served.stdout.readline()))
        served.stdin.close()


async def looked(door, url):
    began = time.monotonic()
    try:
        told = await door.look(url)
    except NoPreview as nothing:
        told = nothing.reason
    return told, time.monotonic() - began


@pytest.mark.promise("R35")
@pytest.mark.slow
async def test_no_answer_weighs_much_or_lasts_long(site):
    async with previews(site) as (door, reader):
        await door.look(at(site, "/plain"))
        first, before, here = reader.pid, memory(reader.pid), memory("self")

        slow = [asyncio.create_task(looked(door, at(site, f"/{path}"))) for path in SLOW]
        found = dict(zip(SLOW, await asyncio.gather(*slow), strict=True))
        for path in QUICK:
            found[path] = await looked(door, at(site, f"/{path}"))

        assert reader.pid == first, "it lived through all of it"
        grown = memory(reader.pid, "VmHWM") - before, memory("self") - here
        print("grown by", [each // 1024 for each in grown], "KB; at first", before // 1024, "KB")

    assert max(grown) <= MOST, grown
    assert max(lasted for _, lasted in found.values()) <= 10
    assert all(lasted < 6 for path, (_, lasted) in found.items() if path not in SLOW), found
    told = {path: told if isinstance(told, str) else told.title for path, (told, _) in found.items()}
    assert (
        told.items()
        >= {
            "64": "its page unpacks to far too much",
            "65": "its page is packed in a way nobody asked for",
            "66": "its page is packed in a way nobody asked for",
            "68": "the page does not say what it is",
            "69": "it took too long",
            "69-head": "it took too long",
            "silent": "it took too long",
            "70": "abc",
            "71": "its server does not answer",
            "71-long": "its server does not answer",
            "73": "73",
            "74": told["74"],
            "75": "a",
            "78": "@everyone <!channel> <@U123>",
            "79": "Page",
            "plain": "A plain page",
        }.items()
    )
    assert len(told["74"]) <= 300


@pytest.mark.promise("R35")
async def test_without_the_limits_a_bomb_would_weigh_on_the_process(site):
    async with previews(site, unbounded=40 * 1024 * 1024) as (door, reader):
        await door.look(at(site, "/plain"))
        before = memory(reader.pid)

        await looked(door, at(site, "/64"))

        assert memory(reader.pid, "VmHWM") - before > MOST


async def test_the_systems_own_limit_ends_what_got_past_ours(site):
    """Should a limit of ours fail, memory is refused to the process, and the bot answers all the same."""
    async with previews(site, unbounded=40 * 1024 * 1024, room=48 * 1024 * 1024) as (door, _):
        told, lasted = await looked(door, at(site, "/64"))

        assert told == "the page is too much to read"
        assert lasted < 5
        assert (await door.look(at(site, "/plain"))).title == "A plain page"


@pytest.mark.parametrize("number", ["75", "78", "79"])
async def test_what_pages_tell_is_plain_words_and_public_addresses(site, number):
    async with previews(site) as (door, _):
        told = await door.look(at(site, f"/{number}"))

    assert "script" not in told.title
    assert told.canonical == ""
    assert re.fullmatch(
        r"[^\x00-\x1f\u202e]*", "".join(str(getattr(told, name)) for name in LinkPreview.__slots__)
    )


def certificate(folder, name, *, issuer=None, days=(-1, 30), of="public.example.org"):
    """A certificate and its key in one file; signed by an issuer, or by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=name == "ca", path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(of)]), critical=False)
        .sign(issuer[0] if issuer else key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return key, made, file


async def test_a_certificate_must_be_in_order(tmp_path):
    import ssl

    ca = certificate(tmp_path, "ca")
    kinds = {
        "good": certificate(tmp_path, "good", issuer=ca),
        "expired": certificate(tmp_path, "expired", issuer=ca, days=(-30, -1)),
        "wrong": certificate(tmp_path, "wrong", issuer=ca, of="other.example.org"),
        "itself": certificate(tmp_path, "itself"),
    }
    found = {}
    known = {"/": answer("<title>Safe</title>"), "/back": moved("http://public.example.org/")}
    for name, (_, _, file) in kinds.items():
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(file)
        async with (
            serving(pages(known), tls=tls) as site,
            previews(site, ca=str(ca[2])) as (door, _),
        ):
            told, _ = await looked(door, at(site).replace("http:", "https:"))
            back, _ = await looked(door, at(site, "/back").replace("http:", "https:"))
        found[name] = told if isinstance(told, str) else told.title

        assert back == ("it leads on without encryption" if name == "good" else found[name])
    bad = "its certificate is not in order"
    assert found == {"good": "Safe", "expired": bad, "wrong": bad, "itself": bad}

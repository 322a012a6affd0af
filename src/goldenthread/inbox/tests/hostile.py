"""Mails that no program should have to read, made by code from a seed: the same 2,000 each time (C05)."""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Callable

Maker = Callable[[random.Random], bytes]
HEAD = b"From: Wren Rowe <wren@family.example>\r\nTo: spoc@torbay.example\r\nSubject: %s\r\n"
BODY = b"\r\nWords.\r\n"


def plain(chance: random.Random) -> bytes:
    return HEAD % b"Report" + b"X-Number: %d\r\n" % chance.getrandbits(64) + BODY


def noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 4_000))


def cut(chance: random.Random) -> bytes:
    whole = nested(chance) + mixed(chance)
    return whole[: chance.randint(1, len(whole))]


def nested(chance: random.Random) -> bytes:
    """Multiparts in multiparts, up to a thousand deep."""
    deep = chance.choice((5, 19, 25, 100, 1_000))
    made = [HEAD % b"Deep", b'Content-Type: multipart/mixed; boundary="b0"\r\n\r\n']
    made += [
        b'--b%d\r\nContent-Type: multipart/mixed; boundary="b%d"\r\n\r\n' % (at, at + 1) for at in range(deep)
    ]
    return b"".join(made) + b"--b%d\r\n\r\nx\r\n" % deep + b"%d" % chance.getrandbits(64)


def mails_in_mails(chance: random.Random) -> bytes:
    deep = chance.choice((2, 4, 50, 300))
    kind = b"Content-Type: message/rfc822\r\n\r\n"
    return (HEAD % b"Fwd" + kind) * deep + plain(chance)


def many_parts(chance: random.Random) -> bytes:
    count = chance.choice((50, 199, 201, 5_000))
    parts = b"".join(
        b"--x\r\nContent-Disposition: attachment; filename=a%d.txt\r\n\r\ny\r\n" % at for at in range(count)
    )
    return HEAD % b"Many" + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + parts + b"--x--\r\n"


def long_header(chance: random.Random) -> bytes:
    return HEAD % (b"A" * chance.choice((998, 10_000, 1_000_000))) + BODY + b"%d" % chance.getrandbits(64)


def many_headers(chance: random.Random) -> bytes:
    return (
        HEAD % b"Headers"
        + b"X-A: b\r\n" * chance.choice((999, 20_000))
        + BODY
        + b"%d" % chance.getrandbits(64)
    )


def injected(chance: random.Random) -> bytes:
    """A subject that becomes a second header, or a second line, when it is decoded."""
    ends = (b"=0A", b"=0D=0A", b"=0D", b"=0B", b"=00", b"=C2=85", b"=E2=80=A8", b"=1B[31m")
    word = b"=?utf-8?q?ok%sBcc=3A_evil=40x.example_%d?=" % (chance.choice(ends), chance.getrandbits(64))
    return HEAD % word + BODY


def bad_words(chance: random.Random) -> bytes:
    words = (
        b"=?utf-8?b?%%%%?=", b"=?nonsense?q?a?=", b"=?utf-8?x?a?=", b"=?utf-8?b?/////w==?=", b"=?utf-7?q?+AGE-?=",
        b"=?utf-16?b?2AA=?=", b"\xff\xfe\x00", "Zoë".encode(), "Zoë".encode("latin-1"), b"=?idna?q?xn--?=",
        b"=?zlib?b?eJw=?=", b"=?rot13?q?a?=", b"=?undefined?q?a?=",
    )  # fmt: skip
    return HEAD % (chance.choice(words) + b" %d" % chance.getrandbits(64)) + BODY


def charsets(chance: random.Random) -> bytes:
    names = (
        b"nonsense",
        b"utf-16",
        b"idna",
        b"zlib",
        b"unicode_escape",
        b"",
        b'"',
        b"a" * 5_000,
        b"\xff",
        b"undefined",
    )
    kind = b"Content-Type: text/plain; charset=%s\r\n\r\n" % chance.choice(names)
    return HEAD % b"Charset" + kind + chance.randbytes(300)


def encodings(chance: random.Random) -> bytes:
    name = chance.choice((b"base64", b"quoted-printable", b"x-uuencode", b"nonsense", b"8bit", b"binary"))
    body = chance.choice(
        (b64encode(chance.randbytes(500))[:-1], b"=ZZ=\r\n==", chance.randbytes(200), b"begin 644 a\r\nM!!")
    )
    return (
        HEAD % b"Encoded"
        + b"Content-Transfer-Encoding: %s\r\n\r\n" % name
        + body
        + b"%d" % chance.getrandbits(64)
    )


def dates(chance: random.Random) -> bytes:
    said = (b"Thu, 01 Jan 1970 00:00:00", b"7 Feb 2106 06:28:16 +9999", b"never", b"99 Foo 99999", b"", b"0")
    return HEAD % b"Dated" + b"Date: %s\r\nX-N: %d\r\n" % (chance.choice(said), chance.getrandbits(64)) + BODY


def senders(chance: random.Random) -> bytes:
    said = (
        b"", b"<>", b"a", b"@", b"a@", b"@b", b"\"", b"(((((((((", b"a@b@c", b"<" * 2_000, b"," * 5_000, b"\x00@b",
        b"a@b.example, c@d.example", b"=?utf-8?q?a=40b?=", b"group: a@b, c@d;", b"a" * 70_000 + b"@b",
    )  # fmt: skip
    who = b"From: %s\r\n" % chance.choice(said)
    return who * chance.choice((1, 2, 30)) + b"Subject: x %d\r\n" % chance.getrandbits(64) + BODY


def named(chance: random.Random) -> bytes:
    """What they call their files: names cut, encoded twice, endless, leading elsewhere."""
    names = (
        b'filename="../../etc/passwd"', b"filename*=utf-8''%0d%0aX", b"filename*0*=nonsense''a; filename*1=b",
        b"filename*1=b; filename*1=c", b'filename="' + b"a" * 9_000 + b'"', b"filename*=a", b"filename*=''''",
        b'filename="a.pdf\x00.exe"', b'filename="=?utf-8?q?=E2=80=AEfdp.exe?="', b"filename", b"filename*999999999=a",
    )  # fmt: skip
    head = b"Content-Type: application/pdf\r\nContent-Disposition: attachment; %s\r\n\r\n" % chance.choice(
        names
    )
    return HEAD % b"Named" + head + b"%%PDF-1.7 %d" % chance.getrandbits(64)


def pages(chance: random.Random) -> bytes:
    """Web pages: endless, broken, running, fetching."""
    said = (
        b"<script>alert(1)</script>", b"<img src=https://x.example/seen.png>", b"<" * 3_000, b"<a" * 3_000,
        b"<style>@import url(//x.example)</style>", b"<!--" * 500, b"<![CDATA[" * 99, b"&#x110000;&#55296;&bogus;",
        b"<svg onload=alert(1)>", b"<div>" * 20_000, b"</p>" * 20_000, b"<!DOCTYPE [" * 50,
    )  # fmt: skip
    return (
        HEAD % b"Page"
        + b"Content-Type: text/html\r\n\r\n"
        + chance.choice(said)
        + b"%d" % chance.getrandbits(64)
    )


def mixed(chance: random.Random) -> bytes:
    """Boundaries that are missing, empty, the same, or part of one another."""
    edge = chance.choice((b"x", b"", b"x y", b"--", b"x" * 500, b"\xff"))
    kind = chance.choice((b"mixed", b"alternative", b"related", b"nonsense", b"digest", b"report"))
    parts = b"".join(b"--%s\r\n%s\r\n" % (edge, chance.randbytes(30)) for _ in range(chance.randint(0, 9)))
    return HEAD % b"Mixed" + b"Content-Type: multipart/%s; boundary=%s\r\n\r\n" % (kind, edge) + parts


MAKERS: tuple[Maker, ...] = (
    plain, noise, cut, nested, mails_in_mails, many_parts, long_header, many_headers, injected, bad_words, charsets,
    encodings, dates, senders, named, pages, mixed,
)  # fmt: skip


def mails(count: int, seed: int = 4) -> list[bytes]:
    """So many different mails, every maker in turn; some of them good."""
    chance, found = random.Random(seed), dict[bytes, None]()
    while len(found) < count:
        found[MAKERS[len(found) % len(MAKERS)](chance) + b"\r\n%d" % len(found)] = None
    return list(found)

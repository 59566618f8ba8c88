"""A link is public https by its letters alone, or it is not shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towkay.domain.links import LINK_LIMIT, is_public_https

PUBLIC = (
    "https://shop.example.com",
    "https://shop.example.com/p/oolong-75g?utm_source=line&x=%E8%8C%B6#top",
    "https://Shop.Example.COM/a.jpg",
    "https://xn--fiqs8s.xn--fiqs8s/",
    "https://8.8.8.8/a.png",
    "https://[2606:4700:4700::1111]/a.png",
    "https://a-b.tw?x=1",
    "https://shop.tw/a@b/(1)~_'!$*+,;=:",
)
NOT_HTTPS = (
    "",
    "https://",
    "https:///a.jpg",
    "http://shop.example.com/a.jpg",
    "HTTPS://shop.example.com/a.jpg",
    "//shop.example.com/a.jpg",
    "shop.example.com/a.jpg",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "line://nv/profilePopup",
    "tel:+886912345678",
    "data:image/png;base64,AAAA",
    "https:shop.example.com",
    " https://shop.example.com",
)
NOT_PUBLIC = (
    "https://localhost/",
    "https://shop/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "https://db.corp/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0x7f000001/",
    "https://017700000001/",
    "https://0177.0.0.1/",
    "https://10.0.0.8/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://192.0.2.1/",
    "https://1.2.3/",
    "https://1.2.3.4.5/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::808:808]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:808:808::1]/",
    "https://[2001:0:808:808::1]/",
    "https://[fd00:ec2::254]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[]/",
    "https://[v1.a]/",
    "https://169.254.169.254.nip.io/",
    "https://a.localtest.me/",
)
TRICKS = (
    "https://shop.example.com@127.0.0.1/",
    "https://user:word@shop.example.com/",
    "https://@shop.example.com/",
    "https://shop.example.com:22/",
    "https://shop.example.com:/",
    "https://shop.example.com\\@127.0.0.1/",
    "https://shop.example.com /a.jpg",
    "https://shop.example.com/a\tb.jpg",
    "https://shop.example.com/a.jpg\r\nX-Evil: 1",
    "https://shop.example.com/\x00",
    "https://shop.example.com/%0",
    "https://shop.example.com/%zz",
    "https://127.0.0.1%2f.example.com/",
    "https://%31%32%37.0.0.1/",
    "https://１２７.0.0.1/",
    "https://①②⑦.0.0.1/",
    "https://127。0。0。1/",
    "https://shop.exаmple.com/",
    "https://shop.example.com./",
    "https://.example.com/",
    "https://shop..example.com/",
    "https://-shop.example.com/",
    "https://shop_1.example.com/",
    "https://" + "a" * 64 + ".com/",
    "https://" + "a." * 127 + "com/",
    'https://shop.example.com/"onload=',
    "https://shop.example.com/<b>",
)


@pytest.mark.parametrize("url", PUBLIC)
def test_a_public_link_may_be_shown(url: str) -> None:
    assert is_public_https(url)


@pytest.mark.parametrize("url", [*NOT_HTTPS, *NOT_PUBLIC, *TRICKS])
def test_any_other_link_is_refused(url: str) -> None:
    assert not is_public_https(url)


def test_a_link_is_as_long_as_the_longest_that_a_channel_takes() -> None:
    start = "https://shop.example.com/"

    assert is_public_https(start + "a" * (LINK_LIMIT - len(start)))
    assert not is_public_https(start + "a" * (LINK_LIMIT - len(start) + 1))


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    is_public_https(text)
    is_public_https(f"https://{text}")


@given(st.integers(0, 2**32 - 1))
def test_a_number_is_never_a_host(number: int) -> None:
    for host in (str(number), hex(number), f"0{number:o}"):
        assert not is_public_https(f"https://{host}/")

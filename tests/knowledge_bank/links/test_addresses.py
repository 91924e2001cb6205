"""An address that is not on the public web is refused before anything is fetched."""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge_bank.links.addresses import as_sent, refusal

NOT_PUBLIC = """
file:///etc/passwd /etc/passwd notes.html www.example.org ftp://example.org/ mailto:a@example.org
javascript:alert(1) //example.org/ http:/example.org http:example.org http:// https:///path
http://localhost/ http://localhost./ http://a.localhost/ http://127.0.0.1/ http://127.0.0.1.:80/
http://127.1/ http://2130706433/ http://0x7f.0.0.1/ http://0177.0.0.1/ http://0.0.0.0/
http://10.0.0.8/ http://172.16.0.1/ http://192.168.1.1/ http://169.254.169.254/latest/
http://100.64.0.1/ http://224.0.0.1/ http://255.255.255.255/ http://[::1]/ http://[fe80::1]/
http://[fd00::1]/ http://[::ffff:127.0.0.1]/ http://[2606:4700::1111]/ http://[nonsense/
http://intranet/ http://printer.local/ http://wiki.corp/ http://box.home.arpa/ http://example..org/
http://user@example.org/ http://user:secret@example.org/ http://example.org\\@10.0.0.1/
http://①②⑦.0.0.1/ http://127。0。0。1/ http://exämple.org/ http://127%2e0.0.1/
http://example.org:0/ http://example.org:99999/ http://example.org:x/ http://-a.org/
http://example.org/<b> http://example.org/{{x}}
"""
REFUSED = NOT_PUBLIC.split()
WITH_SPACES = [
    "http://example.org/a b",
    " http://example.org/",
    "http://example.org/\nfile:///etc/passwd",
    "http://example.org/\u2028/etc/passwd",
    "http://example.org/\x1f/etc/passwd",
    "http://example.org/\u00a0x",
    "http://example.org/\t",
    "http://example.org/\x1b[31m",
    "http://exa\tmple.org/",
    "",
    "http://example.org/" + "x" * 5000,
]
ACCEPTED = [
    "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
    "HTTPS://Example.ORG/",
    "https://example.org./a?b=c#page=3",
    "http://example.org:8080/~x/(a)/b,c;d=e",
    "https://xn--exmple-cua.org/é",
    "http://1.1.1.1/",
    "http://a_b.example.org/?q=%20&u=http://x@y",
]
hosts = st.one_of(
    st.sampled_from([urlsplit(a).netloc for a in REFUSED if "[nons" not in a and "://" in a]),
    st.ip_addresses().map(lambda ip: str(ip) if ip.version == 4 else f"[{ip}]"),
    st.from_regex(r"[a-z0-9.x-]{1,20}(:[0-9]{1,5})?", fullmatch=True),
    st.text(max_size=12),
)
typed = st.one_of(
    st.text(max_size=40),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["http://", "https://", "HTTP://", "http:/", "ftp://", " http://"]),
        hosts,
        st.text(max_size=12) | st.just("/") | st.text("/?#@:\\ \n\u2028%.", max_size=4),
    ),
)


@pytest.mark.parametrize("address", REFUSED + WITH_SPACES)
def test_what_is_not_on_the_public_web_is_refused_with_a_reason(address: str) -> None:
    assert (refusal(address) or "").startswith("It")


@pytest.mark.parametrize("address", ACCEPTED)
def test_public_addresses_are_accepted(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_loopback_needs_permission_and_gets_it(host: str) -> None:
    assert refusal(f"http://{host}/") == "Its host is this computer."
    assert refusal(f"http://{host}/", allow_loopback=True) is None


@pytest.mark.parametrize("address", [a for a in REFUSED if "//192." in a or "//[f" in a])
def test_permission_for_loopback_is_no_permission_for_the_private_network(address: str) -> None:
    assert refusal(address, allow_loopback=True)


@given(typed)
@example("http://example.org/#\u2028file:///etc/passwd")
def test_an_accepted_address_is_one_word_with_a_public_host(address: str) -> None:
    if refusal(address) is not None:
        return
    sent = as_sent(address)
    assert sent.split() == [sent], "LinkChecker would read a second word as a file path"
    assert sent.isascii()
    assert refusal(sent) is None
    for form in (address, sent):
        parts = urlsplit(form)
        assert parts.scheme in ("http", "https")
        assert "@" not in parts.netloc
        assert parts.hostname
        assert "." in parts.hostname.rstrip(".")
        assert parts.hostname == urlsplit(address).hostname
        try:  # as the C library reads numbers: 127.1, 0x7f.1, 0177.0.0.1 …
            number = socket.inet_ntoa(socket.inet_aton(parts.hostname.rstrip(".")))
        except OSError:
            continue
        assert ip_address(number).is_global

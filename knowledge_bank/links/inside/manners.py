"""How LinkChecker asks: a pace for each host, second tries, bounded answers, and a copy for us.

It is a transport adapter as the library `requests` lets one add. Imported after the guard is up.
"""

import base64
import io
import json
import random
import re
import threading
import time
from email.utils import parsedate_to_datetime
from typing import Any, TextIO
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ReadTimeout, Timeout
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError

from knowledge_bank.links.inside.guard import Guard, NotPublic
from knowledge_bank.links.rows import NOT_PUBLIC

TRIES = 3
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
WITH_DOCUMENT = frozenset({200, 203, 206})
BUSY = frozenset({429, 503})
# Asked once more before anybody is told that a page is gone.
GONE = 404
LONGEST_PAUSE = 20.0
KEPT = ("content-type", "content-encoding", "content-length", "content-range", "cf-mitigated")
MOST_BYTES = 400_000
MOST_OF_ROBOTS = 64_000
CRAWL_DELAY = re.compile(rb"^\s*crawl-delay\s*:\s*([\d.]{1,6})\s*$", re.IGNORECASE | re.MULTILINE)


class Host:
    """One host: its turn-taking lock, the pause it gets, and when it may be asked again."""

    def __init__(self, interval: float) -> None:
        self.turn = threading.Lock()
        self.interval = interval
        self.free = 0.0


class Pace:
    """Leaves some seconds between two requests to one host, and lets others pass meanwhile."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._hosts: dict[str, Host] = {}

    def wait(self, host: str) -> None:
        """Return when it is this thread's turn to ask `host`.

        The pause is counted from when the last one really went, so that threads which wake late
        do not set off together.
        """
        place = self._place(host)
        with place.turn:
            while (left := place.free - time.monotonic()) > 0:
                time.sleep(left)
            place.free = max(place.free, time.monotonic() + place.interval)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask `host` for the next `seconds`."""
        place = self._place(host)
        place.free = max(place.free, time.monotonic() + seconds)

    def slow_down(self, host: str, interval: float) -> None:
        """Leave at least `interval` seconds between two requests to `host` from now on."""
        place = self._place(host)
        place.interval = max(place.interval, interval)

    def _place(self, host: str) -> Host:
        return self._hosts.setdefault(host, Host(self._interval))  # one step, so one of each


class Manners(HTTPAdapter):
    """Asks at the host's pace, tries again where that may help, and writes down what came."""

    guard: Guard
    pace: Pace
    record: TextIO
    patience: float
    backoff: float
    writing = threading.Lock()

    def send(self, request: PreparedRequest, *arguments: Any, **more: Any) -> Response:
        """Send one request, perhaps several times; raises what `requests` raises."""
        host = urlsplit(request.url or "").netloc
        more["stream"] = True
        late = time.monotonic() + self.patience / 2
        for left in reversed(range(TRIES)):
            self.pace.wait(host)
            self.guard.begin()
            pause: float | None
            try:
                response = super().send(request, *arguments, **more)
                if self.guard.was_late():
                    raise ReadTimeout("the answer did not begin in time")
                self._bound(response)
            except (NoConnection, Timeout) as trouble:
                if _refused(trouble):
                    raise NoConnection(NOT_PUBLIC) from trouble
                if not left or time.monotonic() > late:
                    raise
                pause = self._backoff(left)
            else:
                pause = self._pause(response, left)
                if pause is None or not left:
                    return self._noted(response)
                if response.status_code in BUSY:
                    self.pace.hold(host, pause)
                    continue
            time.sleep(pause or 0)
        raise AssertionError

    def _bound(self, response: Response) -> None:
        """Read no more than we need, and hand on only that: a body may never end."""
        raw = response.raw
        robots = (response.url or "").endswith("/robots.txt")
        most = MOST_OF_ROBOTS if robots else MOST_BYTES
        wanted = response.status_code in WITH_DOCUMENT
        body, whole = b"", not wanted
        try:
            while wanted and len(body) <= most:
                part = raw.read1(65_536, decode_content=False)
                if not part:
                    whole = True
                    break
                body += part
        except (HTTPError, OSError, ValueError):
            pass  # what came before the line went dead still counts
        (raw.release_conn if whole and wanted else raw.close)()
        response.raw = HTTPResponse(
            io.BytesIO(body[:most]),
            raw.headers,
            raw.status,
            reason=raw.reason,
            preload_content=False,
            enforce_content_length=False,
        )
        response.kb_body, response.kb_whole = body[:most], whole  # type: ignore[attr-defined]

    def _noted(self, response: Response) -> Response:
        """Write down what came, for the bank's own reading of it."""
        address, body = response.url or "", response.kb_body  # type: ignore[attr-defined]
        if address.endswith("/robots.txt") and (asked := CRAWL_DELAY.search(body)):
            host = urlsplit(address).netloc
            try:
                wished = min(float(asked[1]), LONGEST_PAUSE)
            except ValueError:
                wished = 0.0
            self.pace.slow_down(host, wished)
        line = json.dumps(
            {
                "address": address,
                "status": response.status_code,
                "headers": {n: response.headers[n][:300] for n in KEPT if n in response.headers},
                "body": base64.b64encode(body).decode(),
                "whole": response.kb_whole,  # type: ignore[attr-defined]
            }
        )
        with self.writing:
            self.record.write(line + "\n")
            self.record.flush()
        return response

    def _pause(self, response: Response, left: int) -> float | None:
        """Take an answer; give the seconds after which to ask again, or None if it is final."""
        if response.status_code == GONE and not (response.url or "").endswith("/robots.txt"):
            return self._backoff(left) if left == TRIES - 1 else None
        if response.status_code not in AGAIN:
            return None
        asked = _retry_after(response.headers.get("Retry-After", ""))
        if asked is None:
            return self._backoff(left)
        return asked if asked <= LONGEST_PAUSE else None

    def _backoff(self, left: int) -> float:
        """Half a second before the second try, a second before the third, and not all at once."""
        return float(self.backoff * 2 ** (TRIES - 1 - left) * random.uniform(0.8, 1.2))


def _refused(trouble: BaseException | None) -> bool:
    """Say whether the guard is behind `trouble`: asking again would change nothing."""
    causes = set[int]()
    while trouble is not None and id(trouble) not in causes:
        if isinstance(trouble, NotPublic):
            return True
        causes.add(id(trouble))
        inner = getattr(trouble, "reason", None) or next(iter(trouble.args), None)
        trouble = inner if isinstance(inner, BaseException) else trouble.__cause__
    return False


def _retry_after(text: str) -> float | None:
    """Read the header Retry-After, in seconds or as a date; None if it says nothing readable."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None

"""Google's APIs in plain HTTP with the machine's own identity. Standard library only: it also runs before anything
else is on the machine.

Sources: "View and query VM metadata" (headers, tokens) and "Error handling" of Google's API design guide (shape of a
refusal).
"""
from __future__ import annotations

import http.client
import json
import os
import ssl
import time
from typing import Any, Callable, Dict, Mapping, NamedTuple, Optional, Tuple
from urllib.parse import urlsplit

METADATA = "http://metadata.google.internal/computeMetadata/v1/"
#: Seconds for each answer.
TIMEOUT = 20.0
#: Seconds before its end at which a token is replaced; the metadata server itself gives a new one 5 min before.
TOKEN_MARGIN = 120.0
#: Answers that another attempt may change. 0: none at all.
TEMPORARY = (0, 408, 429, 500, 502, 503, 504)
#: Seconds before the second attempt; doubled each time, up to the longest.
FIRST_WAIT = 1.0
LONGEST_WAIT = 16.0


class Refused(Exception):
    """The text is Google's own, one line. `status` is HTTP's, 0 where nobody answered; `code` such as NOT_FOUND."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.code = code


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


def send(method: str, url: str, headers: Mapping[str, str], body: Any = None, timeout: float = TIMEOUT) -> Answer:
    """One request without proxies and redirects, which would carry the token elsewhere. Raises Refused with 0 where
    nobody answers. `body`: bytes, or a file that is read to its end."""
    parts = urlsplit(url)
    where = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "http":
        connection = http.client.HTTPConnection(where, parts.port or 80, timeout=timeout)
    else:
        secured = ssl.create_default_context()
        connection = http.client.HTTPSConnection(where, parts.port or 443, timeout=timeout, context=secured)
    try:
        path = parts.path + ("?" + parts.query if parts.query else "")
        connection.request(method, path, body, dict(headers))
        found = connection.getresponse()
        return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
    except (OSError, http.client.HTTPException) as error:
        reason = str(error) or type(error).__name__
        raise Refused(0, "UNREACHABLE", "%s does not answer: %s" % (where, reason)) from None
    finally:
        connection.close()


def refusal(answer: Answer) -> Refused:
    """Of an answer that is no success, in whatever shape."""
    text = answer.body.decode("utf-8", "replace").strip()
    code = http.client.responses.get(answer.status, "status %d" % answer.status)
    try:
        error = json.loads(text)["error"]
        code, text = str(error.get("status") or code), str(error["message"])
    except (ValueError, KeyError, TypeError, AttributeError):
        text = text[:200]
    return Refused(answer.status, code, " ".join(text.split()) or code)


def waiting(
    ask: Callable[[], Any],
    seconds: float,
    also: Tuple[int, ...] = (),
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Any:
    """What `ask` returns; after a temporary refusal, or one with a status of `also`, it is asked again until the
    seconds have passed. Raises the last Refused."""
    end, pause = clock() + seconds, FIRST_WAIT
    while True:
        try:
            return ask()
        except Refused as refused:
            if refused.status not in (*TEMPORARY, *also) or clock() + pause > end:
                raise
        sleep(pause)
        pause = min(LONGEST_WAIT, pause * 2)


def metadata(path: str) -> str:
    """A value of the metadata server, such as `project/project-id`. Raises Refused."""
    answer = send("GET", METADATA + path, {"Metadata-Flavor": "Google"}, timeout=5.0)
    if answer.status != 200:
        raise refusal(answer)
    return answer.body.decode("utf-8")


class Google:
    """Keeps the machine's token while it is valid."""

    def __init__(self) -> None:
        self._token = ""
        self._until = 0.0

    def token(self) -> str:
        if time.monotonic() >= self._until:
            given = json.loads(metadata("instance/service-accounts/default/token"))
            self._token = str(given["access_token"])
            self._until = time.monotonic() + float(given["expires_in"]) - TOKEN_MARGIN
        return self._token

    def request(self, method: str, url: str, headers: Optional[Mapping[str, str]] = None, body: Any = None) -> Answer:
        """Any answer. Raises Refused where nobody answers."""
        return send(method, url, {"Authorization": "Bearer " + self.token(), **(headers or {})}, body)

    def ask(self, method: str, url: str, body: Optional[Dict[str, Any]] = None) -> Dict[str, Any]:
        """JSON for JSON. Raises Refused."""
        sent = None if body is None else json.dumps(body).encode()
        answer = self.request(method, url, {"Content-Type": "application/json"} if body is not None else None, sent)
        if answer.status // 100 != 2:
            raise refusal(answer)
        found = json.loads(answer.body.decode("utf-8") or "{}")
        return found if isinstance(found, dict) else {}

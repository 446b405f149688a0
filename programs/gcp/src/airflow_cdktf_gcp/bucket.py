"""Files in and out of a bucket, in parts and with Cloud Storage's own checksum.

Source: "Resumable uploads" (a session, parts of a multiple of 256 KiB, 308 with the range that arrived) and the JSON
API's objects.insert (md5Hash is checked by the server, ifGenerationMatch=0 refuses to replace) and objects.get.
"""
from __future__ import annotations

import base64
import hashlib
import json
import os
from typing import Any, BinaryIO, Dict, List
from urllib.parse import quote

import airflow_cdktf_google as google

API = "https://storage.googleapis.com"
#: Bytes of one request.
PART = 32 * 2**20
#: Parts in a row of which nothing arrives, until an upload is given up.
STANDING = 5
#: Seconds that a part is tried again where the refusal is temporary.
PATIENCE = 300.0


def md5(path: str) -> str:
    """As Cloud Storage writes it."""
    found = hashlib.md5()
    with open(path, "rb") as file:
        for part in iter(lambda: file.read(2**20), b""):
            found.update(part)
    return base64.b64encode(found.digest()).decode()


class Bucket:
    """Raises airflow_cdktf_google.Refused."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._client = google.Google()

    def _url(self, path: str) -> str:
        return "%s%s/b/%s/o" % (API, path, quote(self.name, safe=""))

    def _object(self, name: str) -> str:
        return self._url("/storage/v1") + "/" + quote(name, safe="")

    def upload(self, path: str, name: str, notes: Dict[str, str]) -> None:
        """A new object; an object of that name is never replaced."""
        size = os.path.getsize(path)
        session = google.waiting(lambda: self._session(name, {"md5Hash": md5(path), "metadata": notes}), PATIENCE)
        with open(path, "rb") as file:
            stored = self._sent(session, file, size)
        if int(stored["size"]) != size or stored["md5Hash"] != md5(path):
            raise google.Refused(200, "MISMATCH", "%s arrived with another size or checksum" % name)

    def _sent(self, session: str, file: BinaryIO, size: int) -> Dict[str, Any]:
        """The object, as Cloud Storage describes it at the end."""
        sent, standing = 0, 0
        while standing < STANDING:
            file.seek(sent)
            part = file.read(PART)
            answer = google.waiting(lambda: self._put(session, part, sent, size), PATIENCE)
            if answer.status != 308:
                return dict(json.loads(answer.body))
            arrived = _arrived(answer.headers.get("range", ""))
            standing, sent = 0 if arrived > sent else standing + 1, arrived
        raise google.Refused(308, "STANDING", "the upload does not get beyond byte %d" % sent)

    def _session(self, name: str, described: Dict[str, Any]) -> str:
        query = "?uploadType=resumable&ifGenerationMatch=0&name=%s" % quote(name, safe="")
        headers = {"Content-Type": "application/json; charset=UTF-8"}
        body = json.dumps(described).encode()
        answer = self._client.request("POST", self._url("/upload/storage/v1") + query, headers, body)
        if answer.status != 200:
            raise google.refusal(answer)
        return str(answer.headers["location"])

    def _put(self, session: str, part: bytes, start: int, size: int) -> google.Answer:
        """Nothing that arrived is sent again: after trouble the session is asked how much that is."""
        whole = "bytes %d-%d/%d" % (start, start + len(part) - 1, size) if part else "bytes */%d" % size
        answer = self._client.request("PUT", session, {"Content-Range": whole}, part)
        if answer.status in google.TEMPORARY:
            answer = self._client.request("PUT", session, {"Content-Range": "bytes */%d" % size}, b"")
        if answer.status not in (200, 201, 308):
            raise google.refusal(answer)
        return answer

    def described(self, name: str) -> Dict[str, Any]:
        return google.waiting(lambda: self._client.ask("GET", self._object(name)), PATIENCE)

    def download(self, name: str, path: str) -> None:
        size, start = int(self.described(name)["size"]), 0
        with open(path, "wb") as file:
            while start < size:
                file.write(google.waiting(lambda: self._part(name, start, min(start + PART, size)), PATIENCE))
                start = file.tell()
        if md5(path) != self.described(name)["md5Hash"]:
            raise google.Refused(200, "MISMATCH", "%s arrived with another checksum" % name)

    def _part(self, name: str, start: int, end: int) -> bytes:
        wanted = {"Range": "bytes=%d-%d" % (start, end - 1)}
        answer = self._client.request("GET", self._object(name) + "?alt=media", wanted)
        if answer.status not in (200, 206):
            raise google.refusal(answer)
        return answer.body

    def listed(self, prefix: str) -> List[Dict[str, Any]]:
        found: List[Dict[str, Any]] = []
        page = ""
        while True:
            url = "%s?prefix=%s%s" % (self._url("/storage/v1"), quote(prefix, safe=""), page)
            answer = google.waiting(lambda: self._client.ask("GET", url), PATIENCE)
            found += answer.get("items") or []
            if not answer.get("nextPageToken"):
                return found
            page = "&pageToken=" + quote(str(answer["nextPageToken"]), safe="")


def _arrived(header: str) -> int:
    """Bytes, of `bytes=0-1023`; nothing has arrived where the header is missing."""
    return int(header.rsplit("-", 1)[-1]) + 1 if header else 0

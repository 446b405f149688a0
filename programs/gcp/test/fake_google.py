"""Small fakes of Google's services on one HTTP server: metadata, Secret Manager, storage, instance groups, monitoring.

As a program: `python fake_google.py PORT [CERTIFICATE KEY]` serves what GOOGLE_FAKE (JSON of Google's fields) says;
GET /control tells everything, POST /control changes fields.
"""
from __future__ import annotations

import base64
import hashlib
import json
import os
import ssl
import sys
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Tuple
from unittest import mock
from urllib.parse import parse_qs, unquote, urlsplit

import context  # noqa: F401
import airflow_cdktf_google as google

PROJECT, TOKEN = "acme-data", "ya29.token"


def refused(status: int, code: str, message: str = "refused") -> Tuple[int, Any]:
    return status, {"error": {"code": status, "message": message, "status": code}}


AUTOSCALER = "https://www.googleapis.com/compute/v1/projects/acme-data/zones/europe-west3-a/autoscalers/acme-gpu"


class Google:
    """What the services know, and what they were asked."""

    def __init__(self, **known: Any) -> None:
        self.secrets: Dict[str, str] = {}
        """By NAME/VERSION."""
        self.refuse: List[Tuple[int, Any]] = []
        """Answers of the next requests for anything but metadata."""
        self.objects: Dict[str, str] = {}
        """Content in base64, by BUCKET/NAME."""
        self.notes: Dict[str, Dict[str, str]] = {}
        self.sessions: Dict[str, Any] = {}
        self.lose = 0
        self.trouble: List[Tuple[int, Any]] = []
        self.target = 3
        self.recommended: Any = None
        """What the group's autoscaler holds to be needed; None: it has none."""
        self.instances: List[str] = []
        self.series: List[Any] = []
        self.requests: List[str] = []
        self.__dict__.update(known)

    def metadata(self, path: str) -> Tuple[int, Any]:
        if path == "project/project-id":
            return 200, PROJECT
        if path == "instance/service-accounts/default/token":
            return 200, {"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"}
        if path == "instance/zone":
            return 200, "projects/1/zones/europe-west3-a"
        return (200, self.instances[0]) if path == "instance/name" and self.instances else (404, "not found")

    def secret(self, name: str, version: str) -> Tuple[int, Any]:
        if name + "/" + version not in self.secrets:
            known = any(one.startswith(name + "/") for one in self.secrets)
            return refused(404, "NOT_FOUND") if known else refused(403, "PERMISSION_DENIED")
        data = base64.b64encode(self.secrets[name + "/" + version].encode()).decode()
        return 200, {"name": "projects/1/secrets/%s/versions/%s" % (name, version), "payload": {"data": data}}

    def stored(self, bucket: str, name: str, body: bytes) -> Tuple[int, Any]:
        self.objects["%s/%s" % (bucket, name)] = base64.b64encode(body).decode()
        return 200, self.described(bucket, name)

    def part(self, bucket: str, name: str, body: bytes, span: str) -> Tuple[int, Any]:
        """Of a resumable upload. `lose` bytes of each part of 1000 do not arrive."""
        arrived = self.sessions.setdefault("%s/%s" % (bucket, name), bytearray())
        size = int(span.rsplit("/", 1)[-1])
        if not span.startswith("bytes */"):
            if int(span.split(" ")[1].split("-")[0]) != len(arrived):
                return refused(400, "INVALID", "not the next part")
            arrived += body[: len(body) - self.lose] if len(body) == 1000 else body
            if self.trouble:
                return self.trouble.pop()
        if len(arrived) == size:
            return self.stored(bucket, name, bytes(arrived))
        return 308, {"range": "bytes=0-%d" % (len(arrived) - 1) if arrived else ""}

    def described(self, bucket: str, name: str) -> Dict[str, Any]:
        body = base64.b64decode(self.objects["%s/%s" % (bucket, name)])
        md5 = base64.b64encode(hashlib.md5(body).digest()).decode()
        notes = self.notes.get("%s/%s" % (bucket, name), {})
        return {"bucket": bucket, "name": name, "size": str(len(body)), "md5Hash": md5, "metadata": notes}

    def listed(self, bucket: str, prefix: str) -> Tuple[int, Any]:
        names = sorted(one.split("/", 1)[1] for one in self.objects if one.startswith("%s/%s" % (bucket, prefix)))
        return 200, {"items": [self.described(bucket, name) for name in names]}

    def group(self, verb: str, body: Any) -> Tuple[int, Any]:
        if verb == "deleteInstances":
            self.instances = [one for one in self.instances if one not in map(_last, body["instances"])]
            self.target -= len(body["instances"])
            return 200, {"kind": "compute#operation", "status": "RUNNING"}
        if verb == "listManagedInstances":
            return 200, {"managedInstances": [{"instance": "x/" + one} for one in self.instances]}
        if self.recommended is None:
            return 200, {"targetSize": self.target}
        return 200, {"targetSize": self.target, "status": {"autoscaler": AUTOSCALER}}

    def answer(self, method: str, path: str, query: Dict[str, List[str]], body: bytes) -> Tuple[int, Any]:
        self.requests.append("%s %s" % (method, path))
        parts = path.strip("/").split("/")
        if path.startswith("/computeMetadata/v1/"):
            return self.metadata(path[len("/computeMetadata/v1/") :])
        if self.refuse:
            return self.refuse.pop(0)
        if len(parts) == 7 and parts[3] == "secrets":
            return self.secret(unquote(parts[4]), parts[6].split(":")[0])
        if "instanceGroupManagers" in parts:
            verb = parts[parts.index("instanceGroupManagers") + 2 :]
            return self.group(verb[0] if verb else "", json.loads(body or b"{}"))
        if AUTOSCALER.endswith(path[len("/compute/v1") :]):
            return 200, {"recommendedSize": self.recommended}
        if path.endswith("/timeSeries"):
            self.series += json.loads(body)["timeSeries"]
            return 200, {}
        return self.storage(method, parts, query, body)

    def storage(self, method: str, parts: List[str], query: Dict[str, List[str]], body: bytes) -> Tuple[int, Any]:
        if method == "POST" and parts[0] == "upload":
            key = "%s/%s" % (parts[4], query["name"][0])
            if key in self.objects:
                return refused(412, "conditionNotMet", "it exists already")
            self.notes[key] = json.loads(body)["metadata"]
            return 200, {"": "/session/%s/%s" % (parts[4], query["name"][0])}
        if method == "PUT" and parts[0] == "session":
            return self.part(parts[1], "/".join(parts[2:]), body, query["range"][0])
        if parts[-1] == "o":
            return self.listed(parts[3], query.get("prefix", [""])[0])
        key = "%s/%s" % (parts[3], unquote(parts[-1]))
        if key not in self.objects:
            return refused(404, "notFound", "No such object: " + key)
        if query.get("alt") == ["media"]:
            start, _, end = query["range"][0].partition("=")[2].partition("-")
            return 206, base64.b64decode(self.objects[key])[int(start) : int(end) + 1]
        return 200, self.described(parts[3], unquote(parts[-1]))


def _last(url: str) -> str:
    return url.rsplit("/", 1)[-1]


def serve(fake: Google, port: int = 0, *certificate: str) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            parts = urlsplit(self.path)
            if parts.path == "/control":
                fake.__dict__.update(json.loads(body or b"{}"))
                return self.reply(200, {name: value for name, value in fake.__dict__.items() if name != "sessions"})
            metadata = parts.path.startswith("/computeMetadata/")
            right = ("Metadata-Flavor", "Google") if metadata else ("Authorization", "Bearer " + TOKEN)
            if self.headers.get(right[0]) != right[1]:
                return self.reply(*refused(401, "UNAUTHENTICATED", "no %s" % right[0]))
            query = parse_qs(parts.query)
            query["range"] = [self.headers.get("Content-Range") or self.headers.get("Range") or ""]
            self.reply(*fake.answer(self.command, parts.path, query, body))

        do_GET = do_POST = do_PUT = handle_any

        def reply(self, status: int, content: Any) -> None:
            session = content.pop("", None) if isinstance(content, dict) else None
            arrived = content.pop("range", None) if isinstance(content, dict) else None
            text = content.encode() if isinstance(content, str) else content
            body = text if isinstance(text, bytes) else json.dumps(content).encode()
            self.send_response(status)
            if session is not None:
                scheme = "https" if certificate else "http"
                self.send_header("Location", "%s://%s%s" % (scheme, self.headers["Host"], session))
            if arrived:
                self.send_header("Range", arrived)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("0.0.0.0" if port else "127.0.0.1", port), Handler)
    if certificate:
        secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secured.load_cert_chain(*certificate)
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


class GoogleTest(unittest.TestCase):
    """A test with a fake of its own."""

    def setUp(self) -> None:
        self.google = Google()
        server = serve(self.google)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.url = "http://127.0.0.1:%d" % server.server_port
        self.use(google, METADATA=self.url + "/computeMetadata/v1/", FIRST_WAIT=0.01)

    def use(self, module: Any, **values: Any) -> None:
        for name, value in values.items():
            patch = mock.patch.object(module, name, value)
            patch.start()
            self.addCleanup(patch.stop)


if __name__ == "__main__":
    made = serve(Google(**json.loads(os.environ.get("GOOGLE_FAKE", "{}"))), int(sys.argv[1]), *sys.argv[2:4])
    threading.Event().wait()

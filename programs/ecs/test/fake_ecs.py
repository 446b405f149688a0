"""A small ECS for tests: the agent's endpoint and the metadata of several tasks, and DescribeServices of one service.

As a program: `python fake_ecs.py PORT DESIRED REVISION` (standard library only). A task is known from its first
request on; its id says its revision: `7-a`. GET /control tells everything, POST /control changes `desired`, `revision`,
`refuse` (answers for the next requests for protection) or `gone` (ids of tasks that have ended).
"""
from __future__ import annotations

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Tuple

REGION, ACCOUNT, CLUSTER, SERVICE, FAMILY = (
    "eu-central-1",
    "123456789012",
    "acme",
    "worker-default",
    "acme-worker-default",
)


def arn(kind: str, name: str) -> str:
    return "arn:aws:ecs:%s:%s:%s/%s" % (REGION, ACCOUNT, kind, name)


def rfc3339(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


class Ecs:
    """What the service knows. Refuses protection as ECS does: no more protected tasks than wanted ones."""

    def __init__(self, desired: int = 1, revision: int = 1) -> None:
        self.desired = desired
        self.revision = revision
        self.created = {revision: time.time()}
        self.tasks: Dict[str, Dict[str, Any]] = {}
        self.refuse: List[Tuple[int, Any]] = []
        self.broken = False
        self.requests: List[Dict[str, Any]] = []
        self.lock = threading.Lock()

    def deploy(self, revision: int) -> None:
        self.revision = revision
        self.created.setdefault(revision, time.time())

    def task(self, name: str) -> Dict[str, Any]:
        made = {"revision": int(name.split("-")[0]), "until": 0.0, "began": time.time()}
        return self.tasks.setdefault(name, made)

    def protected(self, but: str = "") -> List[str]:
        return [name for name, task in self.tasks.items() if task["until"] > time.time() and name != but]

    def protect(self, name: str, wanted: Dict[str, Any]) -> Tuple[int, Any]:
        with self.lock:
            task, on = self.task(name), wanted["ProtectionEnabled"]
            if self.refuse:
                status, answer = self.refuse.pop(0)
            elif on and len(self.protected(but=name)) >= self.desired:
                status, answer = 200, {
                    "failure": {"Arn": arn("task", name), "Detail": None, "Reason": "DEPLOYMENT_BLOCKED"}
                }
            else:
                task["until"] = time.time() + wanted.get("ExpiresInMinutes", 120) * 60 if on else 0.0
                end = rfc3339(task["until"]) if on else None
                protection = {"ProtectionEnabled": on, "ExpirationDate": end, "TaskArn": arn("task", name)}
                status, answer = 200, {"protection": protection}
            self.requests.append({"at": time.time(), "task": name, **wanted, "status": status, "answer": answer})
            return status, answer

    def metadata(self, name: str) -> Dict[str, Any]:
        task = self.task(name)
        return {
            "Cluster": arn("cluster", CLUSTER),
            "TaskARN": arn("task", CLUSTER + "/" + name),
            "ServiceName": SERVICE,
            "Family": FAMILY,
            "Revision": str(task["revision"]),
            "PullStartedAt": rfc3339(task["began"])[:-1] + ".123456789Z",
        }

    def service(self) -> Dict[str, Any]:
        def deployment(revision: int) -> Dict[str, Any]:
            return {
                "status": "PRIMARY" if revision == self.revision else "ACTIVE",
                "taskDefinition": arn("task-definition", "%s:%d" % (FAMILY, revision)),
                "desiredCount": self.desired if revision == self.revision else 0,
                "runningCount": sum(task["revision"] == revision for task in list(self.tasks.values())),
                "createdAt": self.created.get(revision, 0.0),
            }

        older = sorted({task["revision"] for task in list(self.tasks.values())} - {self.revision})
        current = deployment(self.revision)
        return {
            "serviceName": SERVICE,
            "status": "ACTIVE",
            "taskDefinition": current["taskDefinition"],
            "desiredCount": self.desired,
            "runningCount": len(self.tasks),
            "deployments": [current, *map(deployment, older)],
        }

    def control(self, given: Dict[str, Any]) -> None:
        self.desired = given.get("desired", self.desired)
        self.broken = given.get("broken", self.broken)
        self.refuse += [tuple(one) for one in given.get("refuse", [])]
        if "revision" in given:
            self.deploy(given["revision"])
        for name in given.get("gone", []):
            self.tasks.pop(name, None)

    def told(self) -> Dict[str, Any]:
        return {"service": self.service(), "protected": self.protected(), "requests": self.requests}


def handler(ecs: Ecs) -> type:
    class Handler(BaseHTTPRequestHandler):
        def _body(self) -> Any:
            return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")

        def _answer(self, status: int, content: Any) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_PUT(self) -> None:
            self._answer(*ecs.protect(self.path.split("/")[2], self._body()))

        def do_GET(self) -> None:
            self._answer(200, ecs.told() if self.path == "/control" else ecs.metadata(self.path.split("/")[2]))

        def do_POST(self) -> None:
            given = self._body()
            if self.path == "/control":
                ecs.control(given)
                self._answer(200, {})
            elif ecs.broken:
                self._answer(
                    400, {"__type": "AccessDeniedException", "message": "not authorized: ecs:DescribeServices"}
                )
            else:
                known = [name for name in given["services"] if name == SERVICE]
                lost = [{"arn": name, "reason": "MISSING"} for name in given["services"] if name != SERVICE]
                self._answer(200, {"services": [ecs.service() for _ in known], "failures": lost})

        def log_message(self, *_: Any) -> None:
            """Silence."""

    return Handler


def serve(ecs: Ecs, port: int = 0, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    server = ThreadingHTTPServer((host, port), handler(ecs))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


if __name__ == "__main__":
    serve(Ecs(int(sys.argv[2]), int(sys.argv[3])), int(sys.argv[1]), "0.0.0.0")
    threading.Event().wait()

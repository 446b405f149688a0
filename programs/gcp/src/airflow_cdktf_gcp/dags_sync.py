"""Keeps a folder equal to a folder of a bucket, for releases of Airflow that have no bundles.

Environment: AIRFLOW_CDKTF_DAGS, JSON with `bucket`, `prefix` (ends with a slash, or empty), `every` (seconds), `folder`
and `link`. Each state of the bucket is a folder of its own, and `link` in `folder` leads to the current one: it is
swapped in one step, so that no process reads half a change. What has not changed is linked, not fetched again.
Source: Cloud Storage, "Objects: list" and "Objects: get" of the JSON API.
"""
from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Protocol
from urllib.parse import quote, urlencode

from airflow_cdktf_google import Answer, Google, Refused, refusal

API = "https://storage.googleapis.com/storage/v1/b/"
#: Where the states are. The slash at the end of a name stands for a folder that somebody made by hand.
STATES = ".states"
FIELDS = "nextPageToken,items(name,generation,size)"
#: States that stay: processes may still read the one before.
KEPT = 2


class Client(Protocol):
    def request(self, method: str, url: str) -> Answer: ...


class Found(NamedTuple):
    """An object of the bucket."""

    path: str
    """Below the prefix."""
    name: str
    generation: str


class Question(NamedTuple):
    bucket: str
    prefix: str
    every: float
    folder: str
    link: str


def question(text: str) -> Question:
    told: Dict[str, Any] = json.loads(text)
    return Question(told["bucket"], told["prefix"], float(told["every"]), told["folder"], told["link"])


def inside(path: str) -> bool:
    """A name of the bucket may hold anything; one that would lie elsewhere is no DAG."""
    return not path.startswith("/") and all(part not in ("", ".", "..") for part in path.split("/"))


def listed(client: Client, asked: Question) -> List[Found]:
    """Raises Refused."""
    found: List[Found] = []
    page = ""
    while True:
        query = {"prefix": asked.prefix, "fields": FIELDS, **({"pageToken": page} if page else {})}
        answer = client.request("GET", "%s%s/o?%s" % (API, quote(asked.bucket, safe=""), urlencode(query)))
        if answer.status != 200:
            raise refusal(answer)
        told = json.loads(answer.body)
        for item in told.get("items", []):
            path = item["name"][len(asked.prefix) :]
            if inside(path):
                found.append(Found(path, item["name"], str(item["generation"])))
        page = told.get("nextPageToken", "")
        if not page:
            return sorted(found)


def state_of(found: Iterable[Found]) -> str:
    """Another one for other contents: each write of an object has a generation of its own."""
    text = json.dumps([[one.path, one.generation] for one in found])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fetch(client: Client, asked: Question, one: Found) -> bytes:
    """The very generation that was listed. Raises Refused."""
    where = "%s%s/o/%s" % (API, quote(asked.bucket, safe=""), quote(one.name, safe=""))
    answer = client.request("GET", "%s?%s" % (where, urlencode({"alt": "media", "generation": one.generation})))
    if answer.status != 200:
        raise refusal(answer)
    return answer.body


def current(asked: Question) -> str:
    """Name of the state that the link leads to."""
    try:
        return os.path.basename(os.readlink(os.path.join(asked.folder, asked.link)))
    except OSError:
        return ""


def note_of(asked: Question, state: str) -> Dict[str, str]:
    """Generations of a state's files, by path."""
    try:
        with open(os.path.join(asked.folder, STATES, state + ".json"), encoding="utf-8") as file:
            return dict(json.load(file))
    except (OSError, ValueError):
        return {}


def write(client: Client, asked: Question, found: List[Found], state: str) -> None:
    """A whole state under its name, or none."""
    before = current(asked)
    known = note_of(asked, before) if before else {}
    states = os.path.join(asked.folder, STATES)
    part = os.path.join(states, state + ".part")
    shutil.rmtree(part, ignore_errors=True)
    os.makedirs(part)
    for one in found:
        target = os.path.join(part, one.path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if known.get(one.path) == one.generation:
            os.link(os.path.join(states, before, one.path), target)
            continue
        with open(target, "wb") as file:
            file.write(fetch(client, asked, one))
    with open(os.path.join(states, state + ".json"), "w", encoding="utf-8") as file:
        json.dump({one.path: one.generation for one in found}, file)
    shutil.rmtree(os.path.join(states, state), ignore_errors=True)
    os.rename(part, os.path.join(states, state))


def swap(asked: Question, state: str) -> None:
    link = os.path.join(asked.folder, asked.link)
    if os.path.islink(link + ".next"):
        os.unlink(link + ".next")
    os.symlink(os.path.join(STATES, state), link + ".next")
    os.replace(link + ".next", link)


def tidy(asked: Question) -> None:
    """Takes away states that nobody reads any more."""
    states = os.path.join(asked.folder, STATES)
    folders = [name for name in os.listdir(states) if os.path.isdir(os.path.join(states, name))]
    newest = sorted(folders, key=lambda name: os.stat(os.path.join(states, name)).st_ctime, reverse=True)
    for name in newest[KEPT:]:
        shutil.rmtree(os.path.join(states, name), ignore_errors=True)
        note = os.path.join(states, name + ".json")
        if os.path.exists(note):
            os.unlink(note)


def look(client: Client, asked: Question) -> Optional[str]:
    """One look at the bucket: what has changed, in words. Raises Refused, OSError."""
    found = listed(client, asked)
    state = state_of(found)
    if state == current(asked):
        return None
    write(client, asked, found, state)
    swap(asked, state)
    tidy(asked)
    return "%d files of gs://%s/%s, state %s" % (len(found), asked.bucket, asked.prefix, state)


def main() -> None:
    asked = question(os.environ["AIRFLOW_CDKTF_DAGS"])
    client = Google()
    while True:
        try:
            told = look(client, asked)
        except (Refused, OSError, ValueError, KeyError) as error:
            # What is there stays; the next look may find the bucket again.
            print("dags: could not read gs://%s/%s: %s" % (asked.bucket, asked.prefix, error), file=sys.stderr)
        else:
            if told is not None:
                print("dags: " + told, flush=True)
        time.sleep(asked.every)


if __name__ == "__main__":
    main()

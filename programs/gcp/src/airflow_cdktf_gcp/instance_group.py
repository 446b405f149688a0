"""This machine's managed instance group: its size, and the deletion of this machine.

Sources: Compute Engine's REST reference, instanceGroupManagers.get and deleteInstances: the latter lowers targetSize
by the machines that it deletes, so that the group makes no other in its place.
"""
from __future__ import annotations

import json
from typing import Any, Dict, NamedTuple

import airflow_cdktf_google as google

API = "https://compute.googleapis.com/compute/v1"


class Plan(NamedTuple):
    """AIRFLOW_CDKTF_GCP, written at synth."""

    project: str
    place: str
    """`zones/europe-west3-a` or `regions/europe-west3`."""
    group: str
    least: int
    """Machines that the group keeps."""
    idle_seconds: float


def read(text: str) -> Plan:
    """Raises ValueError in words."""
    try:
        given: Dict[str, Any] = json.loads(text)
        place = "zones/%s" % given["zone"] if "zone" in given else "regions/%s" % given["region"]
        return Plan(str(given["project"]), place, str(given["group"]), int(given["min"]), float(given["idle"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("AIRFLOW_CDKTF_GCP has another shape: %r" % error) from None


class InstanceGroup:
    """Raises airflow_cdktf_google.Refused."""

    def __init__(self, plan: Plan) -> None:
        self._client = google.Google()
        self._url = "%s/projects/%s/%s/instanceGroupManagers/%s" % (API, plan.project, plan.place, plan.group)

    def spare(self, least: int) -> int:
        """Machines above what it must have and what its autoscaler holds to be needed, which is the most of its last
        10 minutes: one that leaves below that would come back. Source: Compute Engine, "Autoscaling groups"."""
        group = self._client.ask("GET", self._url)
        autoscaler = (group.get("status") or {}).get("autoscaler")
        wanted = 0 if autoscaler is None else int(self._autoscaler(autoscaler).get("recommendedSize") or 0)
        return int(group["targetSize"]) - max(least, wanted)

    def _autoscaler(self, link: str) -> Dict[str, Any]:
        return self._client.ask("GET", "%s%s" % (API, link[link.index("/projects/") :]))

    def delete_this_machine(self) -> None:
        """Returns once Google has accepted it."""
        name = google.metadata("instance/name")
        zone = google.metadata("instance/zone").rsplit("/", 1)[-1]
        done = self._client.ask(
            "POST", self._url + "/deleteInstances", {"instances": ["zones/%s/instances/%s" % (zone, name)]}
        )
        errors = (done.get("error") or {}).get("errors") or []
        if errors:
            raise google.Refused(200, str(errors[0].get("code")), str(errors[0].get("message")))

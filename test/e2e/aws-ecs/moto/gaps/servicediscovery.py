"""Private domains: the hosted zone that comes with one goes with it."""
from __future__ import annotations

from typing import Any

from moto.route53.models import route53_backends
from moto.servicediscovery.models import ServiceDiscoveryBackend

from gaps import around


def fill() -> None:
    @around(ServiceDiscoveryBackend, "delete_namespace")
    def _delete(original: Any, backend: Any, namespace_id: str) -> Any:
        namespace = backend.namespaces.get(namespace_id)
        answer = original(namespace_id)
        zone = (namespace.dns_properties or {}).get("HostedZoneId", "")
        route53_backends[backend.account_id][backend.partition].zones.pop(zone.replace("/hostedzone/", ""), None)
        return answer

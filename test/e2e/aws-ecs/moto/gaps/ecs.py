"""Services: what the request said is stored and shown, and every service is at once as it should be."""
from __future__ import annotations

from typing import Any

from moto.core.utils import camelcase_to_underscores, utcnow
from moto.ecs.models import EC2ContainerServiceBackend as Backend
from moto.ecs.responses import EC2ContainerServiceResponse as Response

from gaps import around

#: Of a request to create a service; moto stores none of them.
DROPPED = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
)


def settle(service: Any) -> Any:
    """As after a rollout that went well: nothing runs here, but a wait for steady state ends."""
    service.running_count, service.pending_count = service.desired_count, 0
    for deployment in service.deployments:
        if deployment["taskDefinition"] != service.task_definition:
            deployment["createdAt"] = utcnow()
        deployment.update(
            taskDefinition=service.task_definition,
            desiredCount=service.desired_count,
            runningCount=service.desired_count,
            pendingCount=0,
            rolloutState="COMPLETED",
            rolloutStateReason="completed",
        )
    return service


def fill() -> None:
    @around(Response, "create_service")
    def _create(original: Any, response: Any) -> Any:
        answer = original()
        name = response._get_param("serviceName")
        service = response.ecs_backend._get_service(response._get_param("cluster", "default"), name)
        for parameter in DROPPED:
            value = response._get_param(parameter)
            if value is not None:
                setattr(service, camelcase_to_underscores(parameter), value)
        if response._get_param("capacityProviderStrategy"):
            # AWS shows one or the other.
            service.launch_type = None
        settle(service)
        return answer

    @around(Backend, "update_service")
    def _update(original: Any, _: Any, properties: Any) -> Any:
        return settle(original(properties))

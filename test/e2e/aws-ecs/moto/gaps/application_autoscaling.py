"""Scalable targets: their tags can be stored and read. Policies: what a request left out is not shown."""
from __future__ import annotations

import json
from typing import Any

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse as Response

from gaps import around, method


def fill() -> None:
    @around(ApplicationAutoscalingBackend, "__init__")
    def _init(original: Any, backend: Any, *args: Any, **given: Any) -> None:
        original(*args, **given)
        backend.tags = {}

    @around(Response, "register_scalable_target")
    def _register(original: Any, response: Any) -> str:
        answer: str = original()
        arn = json.loads(answer)["ScalableTargetARN"]
        response.applicationautoscaling_backend.tags.setdefault(arn, {}).update(response._get_param("Tags") or {})
        return answer

    @method(Response)
    def list_tags_for_resource(response: Any) -> str:
        tags = response.applicationautoscaling_backend.tags
        return json.dumps({"Tags": tags.get(response._get_param("ResourceARN"), {})})

    @method(Response)
    def tag_resource(response: Any) -> str:
        tags = response.applicationautoscaling_backend.tags
        tags.setdefault(response._get_param("ResourceARN"), {}).update(response._get_param("Tags"))
        return "{}"

    @method(Response)
    def untag_resource(response: Any) -> str:
        tags = response.applicationautoscaling_backend.tags.get(response._get_param("ResourceARN"), {})
        for key in response._get_param("TagKeys"):
            tags.pop(key, None)
        return "{}"

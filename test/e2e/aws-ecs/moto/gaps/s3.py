"""Bucket policies and the names of objects that are listed by version."""
from __future__ import annotations

from typing import Any
from urllib.parse import quote

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.s3.responses import S3Response

from gaps import around


def fill() -> None:
    @around(IAMPolicyStatement, "is_action_permitted")
    def _permitted(original: Any, statement: Any, *args: Any) -> Any:
        denial = statement._statement.get("Effect") == "Deny"
        # moto ignores the conditions of a denial, such as that of requests in the clear: everything would be denied.
        if denial and statement._statement.get("Condition"):
            return PermissionResult.NEUTRAL
        return original(*args)

    @around(S3Response, "serialized")
    def _serialized(original: Any, response: Any, answer: Any) -> Any:
        listed = response.data.get("Action") == "ListObjectVersions"
        if listed and response.querystring.get("encoding-type", [""])[0] == "url":
            # The provider decodes every name: one with a plus sign would never be deleted.
            answer.result["EncodingType"] = "url"
            for item in answer.result["Versions"] + answer.result["DeleteMarkers"]:
                item["Key"] = quote(item["Key"])
        return original(answer)

"""Starts moto's server with the gaps filled: `python serve.py ADDRESS PORT`.

Only what Terraform's provider needs in order to apply, read back and destroy what stacks/aws-ecs.ts declares. A call
that moto does not implement shows in the log as `NotImplementedError: The X action`.
"""
from __future__ import annotations

import json
import os
import sys

# Read by moto when it is imported.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
os.environ["MOTO_ACM_VALIDATION_WAIT"] = "0"

from typing import Any  # noqa: E402

import gaps  # noqa: E402
from moto.moto_api._internal import urls  # noqa: E402
from moto.server import main  # noqa: E402


def what_was_told(_request: Any, _url: str, _headers: Any) -> Any:
    """For the test, which starts real servers with the passwords that the fake ones were told."""
    return 200, {"Content-Type": "application/json"}, json.dumps(gaps.told)


if __name__ == "__main__":
    gaps.fill()
    urls.url_paths["{0}/moto-api/told"] = what_was_told
    main(["--host", sys.argv[1], "--port", sys.argv[2]])

"""What an error of the execution API's client says about the request. By names: httpx of 3.3 is httpx2 in 3.4."""
from __future__ import annotations

#: It never left: no connection came about.
UNSENT = "unsent"
#: Nobody knows whether it arrived: the connection broke or stayed silent, or a proxy had no server for it.
LOST = "lost"
#: The webserver answered that it failed, as it does while its database is away.
FAULT = "fault"
#: Any other answer, and any other error.
ANSWERED = "answered"

_UNSENT = {"ConnectError", "ConnectTimeout", "PoolTimeout"}
_LOST = {"TimeoutException", "NetworkError", "RemoteProtocolError"}
#: Bad gateway, service unavailable, gateway timeout.
_PROXY = {502, 503, 504}


def kind(error: BaseException) -> str:
    names = {one.__name__ for one in type(error).__mro__}
    if names & _UNSENT:
        return UNSENT
    if names & _LOST:
        return LOST
    if "HTTPStatusError" not in names:
        return ANSWERED
    status = int(getattr(getattr(error, "response", None), "status_code", 0))
    return LOST if status in _PROXY else FAULT if status >= 500 else ANSWERED

"""What moto 5.2.5 lacks, one module per AWS service; `fill()` of each patches moto's classes."""
from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import Any, Callable, Dict

#: What servers were told and no API shows: passwords, by service and identifier of the server.
told: Dict[str, Dict[str, str]] = {}


def around(owner: type, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Replaces a method by a function that is given the original one first."""

    def replace(function: Callable[..., Any]) -> Callable[..., Any]:
        original = getattr(owner, name)

        @functools.wraps(original)
        def method(self: Any, *args: Any, **kwargs: Any) -> Any:
            return function(functools.partial(original, self), self, *args, **kwargs)

        setattr(owner, name, method)
        return method

    return replace


def method(owner: type) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds a method that is missing."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        setattr(owner, function.__name__, function)
        return function

    return add


def fill() -> None:
    """All modules beside this one."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module("%s.%s" % (__name__, module.name)).fill()

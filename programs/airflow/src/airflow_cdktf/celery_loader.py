"""Celery's own loader, named by CELERY_LOADER: what every process that speaks to the broker by Celery loads before it
connects, be it scheduler, worker or Flower."""
from __future__ import annotations

from importlib.util import find_spec

from celery.loaders.app import AppLoader as Loader

# People's own programs have the variable too, and may use Celery without Redis.
if find_spec("redis") is not None:
    from . import broker_primary

    broker_primary.install()

__all__ = ["Loader"]

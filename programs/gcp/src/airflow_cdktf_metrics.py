"""Publishes in a rhythm how much work waits, for the autoscalers of pools and for alerts.

`python airflow_cdktf_metrics.py [--once]`; `--once` prints the time series as JSON instead of publishing them.
Environment: that of airflow_cdktf.metrics.
"""
from __future__ import annotations

import sys

from airflow_cdktf import metrics
from airflow_cdktf_gcp.metrics_monitoring import Monitoring

if __name__ == "__main__":
    sys.exit(metrics.main(sys.argv[1:], Monitoring))

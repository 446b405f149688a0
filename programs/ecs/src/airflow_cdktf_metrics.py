"""Publishes every half minute how much work waits and how many workers it needs, for alarms and scaling.

`python airflow_cdktf_metrics.py [--once]`; `--once` prints the data points as JSON instead of publishing them.
Environment: that of airflow_cdktf.metrics, and AWS_REGION.
"""
from __future__ import annotations

import sys

from airflow_cdktf import metrics
from airflow_cdktf_aws.metrics_cloudwatch import Aws

if __name__ == "__main__":
    sys.exit(metrics.main(sys.argv[1:], Aws))

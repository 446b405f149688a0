"""What our deployments on AWS add inside Airflow's containers, beside airflow_cdktf."""

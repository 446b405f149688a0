"""What our deployments on Google Cloud add inside Airflow's containers, beside airflow_cdktf."""

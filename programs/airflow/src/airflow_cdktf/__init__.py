"""What our deployments add inside Airflow's containers. Standard library and what Airflow's image has."""

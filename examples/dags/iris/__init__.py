"""The iris data and a small classifier. Standard library only, so it runs on the plain Airflow image."""

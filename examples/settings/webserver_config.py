"""Settings of the login page, see Airflow's "FAB auth manager". This one keeps users in Airflow's own database."""

from flask_appbuilder.const import AUTH_DB

AUTH_TYPE = AUTH_DB
WTF_CSRF_ENABLED = True

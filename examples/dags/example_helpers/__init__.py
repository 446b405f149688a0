"""What several of the example DAGs share."""

"""What is known of a FastAPI back end: its source as syntax trees, its API as an OpenAPI document."""

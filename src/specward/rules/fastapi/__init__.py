"""Rules on back ends that are made with FastAPI."""

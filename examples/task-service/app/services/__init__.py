"""What the service does; it knows neither HTTP nor SQL."""

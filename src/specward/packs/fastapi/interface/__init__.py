"""What a back end offers: its OpenAPI document, its contract, what the plan says of it."""

"""Other numbers for features, records, decisions, tasks and requirements that collide."""

"""The gate: documents, criteria, evidence, principles and sign-offs judged together."""

"""What every layer may use: settings, database, security, errors, logs."""

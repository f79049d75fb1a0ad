"""The links between decisions and features: what a record was made for, and where plans and tasks name it."""

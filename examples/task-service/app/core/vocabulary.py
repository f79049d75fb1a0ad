"""The words that tables and schemas share."""

from enum import StrEnum


class Role(StrEnum):
    """What an account may do."""

    USER = "user"
    ADMIN = "admin"


class TaskStatus(StrEnum):
    """How far a task has come."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class TaskPriority(StrEnum):
    """How much a task matters."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class TaskOrder(StrEnum):
    """What a list of tasks is sorted by."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"

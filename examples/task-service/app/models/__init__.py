"""The tables."""

from app.models.base import Base
from app.models.sign_in import SignIn
from app.models.task import Task
from app.models.user import User

__all__ = ["Base", "SignIn", "Task", "User"]

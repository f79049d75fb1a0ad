"""What can go wrong, in the words of the service; `app.api.errors` says which status each is."""


class ServiceError(Exception):
    """Something that the caller is told.

    Args:
        code: a word for programs; it is part of the contract.
        message: a sentence for people, without anything secret.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class AuthenticationError(ServiceError):
    """Nobody knows who is calling."""


class PermissionDeniedError(ServiceError):
    """The caller is known, and may not do this."""


class NotFoundError(ServiceError):
    """There is no such thing, or none that the caller may know of."""


class ConflictError(ServiceError):
    """What is there already stands against it."""


class UnavailableError(ServiceError):
    """Something that the service needs does not answer."""


class TooManyRequestsError(ServiceError):
    """The caller has asked too often.

    Args:
        retry_after: after how many seconds it may ask again.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__("too_many_requests", f"Too many requests: try again in {retry_after} seconds.")
        self.retry_after = retry_after

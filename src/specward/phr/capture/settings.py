"""What a hook needs to know of a project's configuration, without reading all of it where it says nothing of that."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from specward.config import Config

PATHS = (".specify/specward.yml", ".specify/specward.yaml")
_SPECS, _HISTORY, _CAPTURE = "specs", "history", "open"
_TELLING = (b"specs", b"history", b"capture")
_LARGEST = 1 << 20


class Settings:
    """Where a project keeps its documents, and what capture does there.

    Attributes:
        specs: the folder of the features.
        history: the folder that holds `prompts/`.
        capture: `off`, `open` or `strict`; see `phr.capture`.
    """

    __slots__ = ("capture", "history", "specs")

    def __init__(self, specs: str = _SPECS, history: str = _HISTORY, capture: str = _CAPTURE) -> None:
        self.specs = specs
        self.history = history
        self.capture = capture


def settings_of(config: Config) -> Settings:
    """The same of a configuration that was read whole."""
    return Settings(config.specs, config.history, config.phr_capture)


def read_settings(root: str) -> Settings:
    """The settings of the project at `root`.

    Raises:
        ConfigError: its configuration is not valid.
        OSError: it cannot be read.
    """
    content = b""
    for path in PATHS:
        try:
            with open(os.path.join(root, path), "rb") as file:
                content += file.read(_LARGEST)
        except FileNotFoundError:
            continue
    # Keys are plain words: where none of these stands anywhere, none of them is set, and the defaults hold.
    if not any(word in content for word in _TELLING) and b"\\" not in content:
        return Settings()
    from specward.config import load
    from specward.sources.worktree import WorkTreeSource

    return settings_of(load(WorkTreeSource(root)))

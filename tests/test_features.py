from __future__ import annotations

from typing import Any

import pytest

from specward.errors import UsageError
from specward.features import FeatureName, current, read_pointer, resolve

NAMES = ["001-login", "002-logout", "010-search", "20260102-030405-export", "profile"]
FOLDERS = [f"specs/{name}" for name in NAMES]


@pytest.mark.parametrize(
    ("name", "number", "slug", "timestamp"),
    [
        ("001-login", 1, "login", ""),
        ("1234-x-y", 1234, "x-y", ""),
        ("20260102-030405-export", None, "export", "20260102-030405"),
        ("20260102-export", 20260102, "export", ""),
        ("login", None, "login", ""),
        ("01-login", None, "01-login", ""),
        ("007", 7, "", ""),
        ("3d-viewer", None, "3d-viewer", ""),
        ("٠٠١-login", None, "٠٠١-login", ""),
        ("9" * 5_000 + "-x", None, "9" * 5_000 + "-x", ""),
        ("", None, "", ""),
        ("002-中文", 2, "中文", ""),
    ],
)
def test_a_folder_name_is_taken_apart(name: str, number: int | None, slug: str, timestamp: str) -> None:
    parts = FeatureName.parse(name)
    assert (parts.name, parts.number, parts.slug, parts.timestamp) == (name, number, slug, timestamp)


@pytest.mark.parametrize("names", [NAMES, FOLDERS])
@pytest.mark.parametrize(
    ("ref", "index"),
    [
        ("001-login", 0),
        ("specs/001-login", 0),
        ("specs/001-login/", 0),
        ("/home/ada/project/specs/001-login", 0),
        ("1", 0),
        ("001", 0),
        ("10", 2),
        ("logout", 1),
        ("export", 3),
        ("20260102-030405", 3),
        ("profile", 4),
    ],
)
def test_a_feature_is_named_by_folder_number_or_slug(names: list[str], ref: str, index: int) -> None:
    assert resolve(ref, names) == names[index]


def test_composed_and_decomposed_names_are_the_same() -> None:
    assert resolve("cafe\u0301", ["001-caf\u00e9"]) == "001-caf\u00e9"


def test_an_ambiguous_number_lists_the_candidates() -> None:
    with pytest.raises(UsageError, match="`1` names 2 features: `001-a`, `001-b`") as caught:
        resolve("1", ["001-a", "001-b"])
    assert "`001-a`" in caught.value.help


def test_the_whole_name_goes_before_a_slug() -> None:
    assert resolve("login", ["001-login", "login"]) == "login"


def test_the_same_folder_in_two_nested_projects_is_ambiguous() -> None:
    names = ["phase-1/specs/001-a", "phase-2/specs/001-a"]
    with pytest.raises(UsageError, match="2 features"):
        resolve("001-a", names)
    assert resolve("phase-2/specs/001-a", names) == names[1]


def test_an_unknown_feature_suggests_a_near_one_and_the_command() -> None:
    with pytest.raises(UsageError, match="there is no feature `logni`") as caught:
        resolve("logni", FOLDERS)
    assert "did you mean `specs/001-login`" in caught.value.help
    assert "`spec status`" in caught.value.help


@pytest.mark.parametrize("ref", ["", "  ", "/", "x" * 100_000, "9" * 10_000])
def test_an_odd_name_is_unknown(ref: str) -> None:
    with pytest.raises(UsageError):
        resolve(ref, NAMES)


def test_what_the_user_wrote_goes_before_all_else() -> None:
    env = {"SPECIFY_FEATURE": "002-logout"}
    assert current(NAMES, explicit="login", env=env, pointer="specs/010-search", branch="profile") == "001-login"


def test_the_environment_goes_before_the_pointer() -> None:
    assert current(NAMES, env={"SPECIFY_FEATURE": "002-logout"}, pointer="specs/010-search") == "002-logout"
    assert current(NAMES, env={"SPECIFY_FEATURE_DIRECTORY": "specs/002-logout"}) == "002-logout"


def test_two_variables_that_disagree_are_an_error() -> None:
    env = {"SPECIFY_FEATURE": "001-login", "SPECIFY_FEATURE_DIRECTORY": "specs/002-logout"}
    with pytest.raises(UsageError, match="SPECIFY_FEATURE names `001-login` but SPECIFY_FEATURE_DIRECTORY"):
        current(NAMES, env=env)


def test_the_pointer_goes_before_the_branch() -> None:
    assert current(NAMES, pointer="specs/010-search", branch="001-login") == "010-search"


@pytest.mark.parametrize("stale", [{"pointer": "specs/009-gone"}, {"env": {"SPECIFY_FEATURE": "specs/009-gone"}}])
def test_a_stale_pointer_is_an_error_and_never_passed_over(stale: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="there is no feature `specs/009-gone`") as caught:
        current(NAMES, **stale, branch="001-login")
    assert "--feature NAME" in caught.value.help


@pytest.mark.parametrize("branch", ["001-login", "feature/001-login", "001-login-second-try", "ada/001-x"])
def test_the_branch_names_the_feature(branch: str) -> None:
    assert current(NAMES, branch=branch, changed=["002-logout"]) == "001-login"


@pytest.mark.parametrize("branch", ["main", "", "099-else", "HEAD"])
def test_another_branch_leaves_it_to_what_changed(branch: str) -> None:
    assert current(FOLDERS, branch=branch, changed=["specs/002-logout"]) == "specs/002-logout"


def test_nothing_is_guessed() -> None:
    with pytest.raises(UsageError, match="nothing tells which feature is meant: `001-login`, `002-logout`") as caught:
        current(NAMES, branch="main")
    assert "`--feature NAME`" in caught.value.help
    assert "`spec status`" in caught.value.help
    with pytest.raises(UsageError, match=r"`001-login`, `010-search`$"):
        current(NAMES, branch="main", changed=["001-login", "010-search"])
    with pytest.raises(UsageError, match="no feature yet") as caught:
        current([])
    assert "spec new feature" in caught.value.help


def test_many_candidates_are_cut_short() -> None:
    with pytest.raises(UsageError, match="and 90 more"):
        current([f"{number:03}-x" for number in range(100)])


@pytest.mark.parametrize(
    ("data", "folder"),
    [
        (b'{"feature_directory":"specs/003-user-auth"}\n', "specs/003-user-auth"),
        (b'{\n  "feature_directory": " specs/1 "\n}', "specs/1"),
        (None, ""),
        (b"", ""),
        (b"not json", ""),
        (b"[]", ""),
        (b'{"feature_directory": 3}', ""),
        (b"\xff\xfe\x00", ""),
        (b"[" * 100_000, ""),
    ],
)
def test_the_pointer_file_is_read_tolerantly(data: bytes | None, folder: str) -> None:
    assert read_pointer(data) == folder

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.hooks.conftest import Guarded, Outcome

    from specward.hooks.script import Launcher

UID = "01JH0000000000000000000001"
OTHER_UID = "01JH0000000000000000000002"
OTHER_PATH = "history/prompts/001-login/0002-sign-out.green.prompt.md"
NAMED = f"feat: sign in\n\nPHR: {UID}\n"
WRITE = "sed -i.bak '1s/^/feat: sign in/'"
"""An editor in which the author writes a subject into the first line."""
LEAVE = "true"
"""An editor that the author leaves without having written anything."""
EMPTY = "sh -c ': > \"$0\"'"
"""An editor in which the author deletes everything."""


def message(guarded: Guarded, revision: str = "HEAD") -> str:
    return guarded.run("log", "-1", "--format=%B", revision).said.removesuffix("\n")


def staged(guarded: Guarded) -> Guarded:
    """The same with code and a record of it staged."""
    guarded.stage("src/login.py")
    guarded.stage_record(uid=UID)
    return guarded


def write_in_editor(guarded: Guarded, *args: str, editor: str = WRITE) -> Outcome:
    return guarded.run("commit", "-q", *args, GIT_EDITOR=editor)


@pytest.mark.verifies("003-prompts-are-captured/AC-017")
def test_a_message_on_the_command_line_names_the_record_of_the_commit(guarded: Guarded) -> None:
    assert staged(guarded).commit() == (0, "")
    assert message(guarded) == NAMED
    assert guarded.run("log", "-1", "--format=%(trailers:key=PHR,valueonly)").said.split() == [UID]


def test_a_record_without_a_uid_is_named_by_folder_and_id(guarded: Guarded) -> None:
    guarded.stage_record()
    guarded.commit()
    assert message(guarded) == "feat: sign in\n\nPHR: 001-login/0001\n"


def test_a_record_whose_folder_and_id_are_not_its_own_is_named_by_its_path(guarded: Guarded) -> None:
    twin = guarded.record_path.replace("sign-in", "sign-up")
    guarded.stage_record()
    guarded.stage(twin, guarded.record())
    guarded.commit()
    assert message(guarded) == f"feat: sign in\n\nPHR: {guarded.record_path}\nPHR: {twin}\n"


def test_what_names_a_record_is_accepted_by_the_policy(guarded: Guarded) -> None:
    guarded.stage("history/prompts/0007-loose.general.prompt.md", guarded.record(stage="general"))
    guarded.commit("docs: record")
    assert message(guarded) == "docs: record\n\nPHR: history/prompts/0007-loose.general.prompt.md\n"
    guarded.stage("src/more.py")
    assert guarded.run("commit", "-q", "-C", "HEAD").code == 0


def test_every_record_of_the_commit_is_named_changed_ones_too(guarded: Guarded) -> None:
    staged(guarded).commit()
    guarded.stage_record(uid=UID, title="Sign in, once more")
    guarded.stage(OTHER_PATH, guarded.record(uid=OTHER_UID))
    guarded.commit()
    assert message(guarded) == f"feat: sign in\n\nPHR: {UID}\nPHR: {OTHER_UID}\n"


def test_records_that_are_unfinished_deleted_or_only_moved_are_not_named(guarded: Guarded) -> None:
    guarded.stage_record(uid=UID)
    guarded.stage(OTHER_PATH, guarded.record(uid=OTHER_UID))
    guarded.commit("docs: records")
    guarded.git("mv", guarded.record_path, guarded.record_path.replace("sign-in", "signing-in"))
    guarded.git("rm", "-q", OTHER_PATH)
    guarded.stage(OTHER_PATH.replace("0002", "0003"), guarded.record(title="{{TITLE}}"))
    assert guarded.commit("docs: tidy", "--no-verify").code == 0
    assert message(guarded) == "docs: tidy\n"


def test_a_record_of_another_feature_is_not_named_and_so_does_not_come_to_count(guarded: Guarded) -> None:
    guarded.stage("specs/002-export/spec.md", guarded.spec.replace("Login", "Export"))
    guarded.commit("docs: spec")
    guarded.git("checkout", "-q", "-b", "001-login")
    guarded.stage("src/login.py")
    guarded.stage("history/prompts/002-export/0001-x.green.prompt.md", guarded.record(feature="002-export", uid=UID))
    outcome = guarded.commit()
    assert outcome.code == 1
    assert "it belongs to 002-export, the change to 001-login" in outcome.said
    assert guarded.commit("feat: x", "--no-verify").code == 0
    assert message(guarded) == "feat: x\n"


def test_what_is_staged_decides_not_what_lies_in_the_work_tree(guarded: Guarded) -> None:
    guarded.write(guarded.record_path, guarded.record(uid=UID))
    guarded.stage("README.txt")
    guarded.commit()
    assert message(guarded) == "feat: sign in\n"


def test_a_commit_of_one_path_does_not_name_the_record_that_it_leaves_out(guarded: Guarded) -> None:
    guarded.stage_record(uid=UID)
    guarded.write("README.txt", "x")
    guarded.git("add", "README.txt")
    assert guarded.run("commit", "-q", "-m", "docs: readme", "README.txt").code == 0
    assert message(guarded) == "docs: readme\n"


def test_many_records_at_once_are_not_named(guarded: Guarded) -> None:
    for number in range(1, 22):
        guarded.stage(f"history/prompts/001-login/{number:04d}-x.green.prompt.md", guarded.record(id=f"{number:04d}"))
    outcome = guarded.commit("docs: import")
    assert (outcome.code, outcome.said) == (0, "the message names none of the 21 prompt records of this commit\n")
    assert message(guarded) == "docs: import\n"


@pytest.mark.usefixtures("unmeasured")
class TestTwice:
    def test_amending_keeps_the_trailer_and_adds_none(self, guarded: Guarded) -> None:
        staged(guarded).commit()
        guarded.stage_record(uid=UID, title="Better words")
        assert guarded.run("commit", "-q", "--amend", "--no-edit").code == 0
        assert message(guarded) == NAMED
        assert write_in_editor(guarded, "--amend", editor=LEAVE).code == 0
        assert message(guarded) == NAMED

    def test_amending_names_the_record_that_comes_in(self, guarded: Guarded) -> None:
        staged(guarded).commit()
        guarded.stage(OTHER_PATH, guarded.record(uid=OTHER_UID))
        assert guarded.run("commit", "-q", "--amend", "--no-edit").code == 0
        assert message(guarded) == f"{NAMED}PHR: {OTHER_UID}\n"

    @pytest.mark.parametrize("option", ["-c", "-C"])
    def test_a_reused_message_is_not_given_the_same_trailer_again(self, guarded: Guarded, option: str) -> None:
        staged(guarded).commit()
        guarded.stage_record(uid=UID, title="Better words")
        assert write_in_editor(guarded, option, "HEAD", editor=LEAVE).code == 0
        assert message(guarded) == NAMED

    @pytest.mark.parametrize(
        "reference", [UID, UID.lower(), "001-login/0001", "history/prompts/001-login/0001-sign-in.green.prompt.md"]
    )
    def test_what_the_author_names_is_not_named_again(self, guarded: Guarded, reference: str) -> None:
        body = f"feat: sign in\n\nphr: {reference}\n\nSigned-off-by: Ada <ada@example.org>"
        staged(guarded).commit(body)
        assert message(guarded) == f"{body}\n"

    def test_a_trailer_of_git_itself_stays_beside_ours(self, guarded: Guarded) -> None:
        staged(guarded).commit("feat: sign in", "--signoff", "--trailer", "PHR: none -- typed by hand")
        assert message(guarded).splitlines()[2:] == [
            "Signed-off-by: Ada <ada@example.org>",
            "PHR: none -- typed by hand",
            f"PHR: {UID}",
        ]


@pytest.mark.usefixtures("unmeasured")
class TestWhatIsLeftAlone:
    @pytest.mark.parametrize("option", ["--fixup=HEAD", "--squash=HEAD"])
    def test_commits_that_will_be_squashed(self, guarded: Guarded, option: str) -> None:
        assert staged(guarded).run("commit", "-q", option).code == 0
        assert "PHR" not in message(guarded)

    def test_commits_that_amend_a_message_later(self, guarded: Guarded) -> None:
        assert staged(guarded).run("commit", "-q", "--fixup=amend:HEAD").code == 0
        assert "PHR" not in message(guarded)

    def test_merges(self, guarded: Guarded) -> None:
        guarded.git("checkout", "-q", "-b", "side")
        staged(guarded).git("commit", "-q", "--no-verify", "-m", "feat: side")
        guarded.git("checkout", "-q", "main")
        assert guarded.run("merge", "--no-ff", "--no-edit", "side").code == 0
        assert message(guarded) == "Merge branch 'side'\n"

    def test_squashed_merges(self, guarded: Guarded) -> None:
        guarded.git("checkout", "-q", "-b", "side")
        staged(guarded).commit("feat: side")
        guarded.git("checkout", "-q", "main")
        guarded.run("merge", "--squash", "side")
        assert guarded.run("commit", "-q", "--no-edit").code == 0
        assert message(guarded).startswith("Squashed commit")
        assert not message(guarded).rstrip().splitlines()[-1].startswith("PHR")

    def test_reverts_and_cherry_picks(self, guarded: Guarded) -> None:
        guarded.git("checkout", "-q", "-b", "side")
        staged(guarded).commit("feat: side", "--no-verify")
        guarded.git("commit", "-q", "--amend", "--no-verify", "-m", "feat: side", "--only")
        bare = message(guarded)
        guarded.git("checkout", "-q", "main")
        assert guarded.run("cherry-pick", "side").code == 0
        assert message(guarded) == bare
        assert guarded.run("revert", "--no-edit", "HEAD").code == 0
        assert "PHR" not in message(guarded)

    def test_rebases(self, guarded: Guarded) -> None:
        hook = guarded.root / ".git/hooks/prepare-commit-msg"
        ours = hook.read_bytes()
        hook.unlink()
        staged(guarded).commit("feat: before the hook")
        hook.write_bytes(ours)
        hook.chmod(0o755)
        edit = "sed -i.bak s/^pick/reword/"
        assert guarded.run("rebase", "-i", "HEAD~1", GIT_SEQUENCE_EDITOR=edit).code == 0
        assert message(guarded) == "feat: before the hook\n"

    def test_projects_that_want_no_trailers(self, guarded: Guarded) -> None:
        guarded.stage(".specify/specward.yml", f"{guarded.config}  trailer: false\n")
        assert staged(guarded).commit() == (0, "")
        assert message(guarded) == "feat: sign in\n"


@pytest.mark.usefixtures("unmeasured")
class TestTheEditor:
    def test_the_subject_is_written_above_the_trailer(self, guarded: Guarded) -> None:
        assert write_in_editor(staged(guarded)).code == 0
        assert message(guarded) == NAMED

    @pytest.mark.parametrize("editor", [LEAVE, EMPTY, "sed -i.bak '/^PHR:/d'", "sed -i.bak '/^#/d'"])
    def test_leaving_it_without_a_message_gives_the_commit_up(self, guarded: Guarded, editor: str) -> None:
        outcome = write_in_editor(staged(guarded), editor=editor)
        assert (outcome.code, outcome.said) == (1, "Aborting commit due to empty commit message.\n")
        assert guarded.done() == 1

    @pytest.mark.parametrize("args", [("-v",), ("-s",), ("-v", "-s"), ("-t", "/dev/null"), ("--cleanup=scissors",)])
    def test_leaving_it_gives_the_commit_up_whatever_else_stands_in_it(
        self, guarded: Guarded, args: tuple[str, ...]
    ) -> None:
        assert write_in_editor(staged(guarded), *args, editor=LEAVE).code == 1
        assert guarded.done() == 1

    def test_emptying_a_message_that_was_given_gives_the_commit_up(self, guarded: Guarded) -> None:
        delete = "sed -i.bak '/^feat/d'"
        assert write_in_editor(staged(guarded), "-m", "feat: sign in", "-e", editor=delete).code == 1
        assert write_in_editor(guarded, "-m", "feat: sign in", "-e", editor=LEAVE).code == 0
        assert message(guarded) == NAMED

    def test_leaving_a_template_as_it_is_gives_the_commit_up(self, guarded: Guarded) -> None:
        guarded.write(".git/template", "feat: \n\n# why it is done\nWhy:\n")
        guarded.git("config", "commit.template", ".git/template")
        outcome = write_in_editor(staged(guarded), editor=LEAVE)
        assert (outcome.code, outcome.said) == (1, "Aborting commit; you did not edit the message.\n")
        assert write_in_editor(guarded, editor="sed -i.bak 's/^feat: $/feat: sign in/'").code == 0
        assert message(guarded) == f"feat: sign in\n\nWhy:\nPHR: {UID}\n"

    def test_a_template_of_comments_alone_is_an_empty_message(self, guarded: Guarded) -> None:
        guarded.write(".git/template", "# what it does\n# why it is done\n")
        guarded.git("config", "commit.template", ".git/template")
        assert write_in_editor(staged(guarded), editor=LEAVE).code == 1
        assert write_in_editor(guarded).code == 0
        assert message(guarded) == NAMED

    def test_a_template_of_the_command_line_is_left_alone(self, guarded: Guarded) -> None:
        guarded.write(".git/template", "feat: \n")
        assert write_in_editor(staged(guarded), "-t", ".git/template", editor=LEAVE).code == 1
        assert write_in_editor(guarded, "-t", ".git/template", editor="sed -i.bak '1s/$/sign in/'").code == 0
        assert message(guarded) == "feat: sign in\n"

    def test_a_subject_that_is_only_a_number_sign_stays_where_no_editor_opens(self, guarded: Guarded) -> None:
        staged(guarded).commit("#12 sign in")
        assert message(guarded) == f"#12 sign in\n\nPHR: {UID}\n"

    def test_an_empty_message_without_an_editor_stays_empty(self, guarded: Guarded) -> None:
        assert staged(guarded).commit("").code == 1
        assert guarded.run("commit", "-q", GIT_EDITOR=":").code == 1
        assert guarded.done() == 1

    @pytest.mark.parametrize("mark", [";", "#", "%", "auto"])
    @pytest.mark.parametrize("verbose", ["--no-verbose", "-v"])
    def test_comments_and_diff_stay_below_the_trailer_whatever_begins_a_comment(
        self, guarded: Guarded, mark: str, verbose: str
    ) -> None:
        guarded.git("config", "core.commentChar", mark)
        assert write_in_editor(staged(guarded), verbose).code == 0
        assert message(guarded) == NAMED
        guarded.stage(OTHER_PATH, guarded.record(uid=OTHER_UID))
        subject = "* sign in" if mark != "auto" else "# sign in"
        assert write_in_editor(guarded, verbose, "-m", subject, "-e", editor=LEAVE).code == 0
        assert message(guarded) == f"{subject}\n\nPHR: {OTHER_UID}\n"

    def test_dashes_in_a_message_are_no_patch(self, guarded: Guarded) -> None:
        staged(guarded).commit("feat: sign in\n\n---\nand more")
        assert message(guarded) == f"feat: sign in\n\n---\nand more\n\nPHR: {UID}\n"

    def test_settings_for_other_trailers_do_not_bend_ours(self, guarded: Guarded) -> None:
        guarded.git("config", "trailer.separators", "=%")
        guarded.git("config", "trailer.ifexists", "doNothing")
        guarded.git("config", "trailer.where", "start")
        staged(guarded).commit()
        assert message(guarded) == NAMED

    def test_a_message_in_another_encoding_keeps_its_bytes(self, guarded: Guarded) -> None:
        guarded.git("config", "i18n.commitEncoding", "ISO-8859-1")
        (guarded.root / ".git/words").write_bytes(b"feat: \xfcber\n")
        assert staged(guarded).run("commit", "-q", "-F", ".git/words").code == 0
        raw = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=guarded.root, capture_output=True, check=True)
        assert raw.stdout.partition(b"\n\n")[2] == b"feat: \xfcber\n\nPHR: " + UID.encode() + b"\n"

    def test_a_message_without_a_line_break_at_its_end_keeps_its_subject(self, guarded: Guarded) -> None:
        (guarded.root / ".git/words").write_text("feat: sign in")
        assert staged(guarded).run("commit", "-q", "--cleanup=verbatim", "-F", ".git/words").code == 0
        assert message(guarded) == NAMED


class TestNothingStopsTheCommit:
    def test_a_file_that_cannot_be_read(self, guarded: Guarded, launcher: Launcher) -> None:
        staged(guarded)
        command = [launcher.spec, "hook", "prepare-commit-msg", "nowhere/at/all", "message"]
        done = subprocess.run(command, cwd=guarded.root, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")
        assert "nowhere/at/all: error: the commit message cannot be read" in done.stderr
        assert "the commit goes on" in done.stderr

    @pytest.mark.parametrize("args", [(), ("a", "b", "c", "d")])
    def test_wrong_arguments(self, guarded: Guarded, launcher: Launcher, args: tuple[str, ...]) -> None:
        command = [launcher.spec, "hook", "prepare-commit-msg", *args]
        done = subprocess.run(command, cwd=guarded.root, capture_output=True, text=True, check=False)
        assert (done.returncode, "git calls it with them" in done.stderr) == (0, True)

    def test_no_repository(self, tmp_path: Path, launcher: Launcher) -> None:
        command = [launcher.spec, "hook", "prepare-commit-msg", "x"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, "this is no git repository" in done.stderr) == (0, True)

    def test_a_broken_configuration(self, guarded: Guarded) -> None:
        guarded.stage(".specify/specward.yml", "phr:\n  trailers: true\n")
        outcome = staged(guarded).commit("feat: x", "--no-verify")
        assert outcome.code == 0
        assert ".specify/specward.yml:2:3" in outcome.said
        assert message(guarded) == "feat: x\n"

    def test_a_git_that_refuses(self, guarded: Guarded, tmp_path: Path) -> None:
        real = subprocess.run(["sh", "-c", "command -v git"], capture_output=True, text=True, check=True).stdout.strip()
        fake = tmp_path / "bin/git"
        fake.parent.mkdir()
        fake.write_text(f'#!/bin/sh\ncase "$*" in *interpret-trailers*) exit 1;; esac\nexec {real} "$@"\n')
        fake.chmod(0o755)
        hook = guarded.root / ".git/hooks/prepare-commit-msg"
        hook.write_text(hook.read_text().replace("#!/bin/sh\n", f"#!/bin/sh\nPATH={fake.parent}:$PATH\n"))
        outcome = staged(guarded).commit()
        assert (outcome.code, "git interpret-trailers" in outcome.said) == (0, True)
        assert message(guarded) == "feat: sign in\n"

    def test_a_foreign_hook_still_does(self, guarded: Guarded) -> None:
        before = guarded.root / ".git/hooks/prepare-commit-msg.before-specward"
        before.write_text("#!/bin/sh\nexit 7\n")
        before.chmod(0o755)
        assert staged(guarded).commit().code == 1


def test_a_foreign_hook_runs_first_and_what_it_writes_stays(guarded: Guarded, install: Callable[[Path], None]) -> None:
    before = guarded.root / ".git/hooks/prepare-commit-msg.before-specward"
    before.write_text('#!/bin/sh\necho "Ticket: 7 ($2)" >> "$1"\n')
    before.chmod(0o755)
    staged(guarded).commit("feat: sign in\n")
    assert message(guarded).splitlines() == ["feat: sign in", "Ticket: 7 (message)", "", f"PHR: {UID}"]


def test_the_pre_commit_framework_says_the_source_in_a_variable(guarded: Guarded, launcher: Launcher) -> None:
    staged(guarded)
    guarded.write("message", "Merge branch 'x'\n")
    command = [launcher.spec, "hook", "prepare-commit-msg", "message"]
    for source, expected in (("merge", "Merge branch 'x'\n"), ("message", f"Merge branch 'x'\n\nPHR: {UID}\n")):
        environment = {**os.environ, "PRE_COMMIT_COMMIT_MSG_SOURCE": source, "GIT_EDITOR": ":"}
        subprocess.run(command, cwd=guarded.root, env=environment, check=True)
        assert (guarded.root / "message").read_text() == expected


def test_a_nested_project_names_its_records_too(guarded: Guarded) -> None:
    guarded.stage("apps/web/.specify/specward.yml", guarded.config)
    guarded.stage("apps/web/specs/001-page/spec.md", guarded.spec)
    guarded.stage("apps/web/history/prompts/001-page/0001-x.green.prompt.md", guarded.record(feature="001-page"))
    guarded.stage("apps/web/history/prompts/general/0001-y.general.prompt.md", guarded.record(stage="general", uid=UID))
    assert guarded.commit().code == 0
    assert message(guarded) == f"feat: sign in\n\nPHR: apps/web/001-page/0001\nPHR: {UID}\n"
    guarded.stage("apps/web/src/page.py")
    assert guarded.run("commit", "-q", "-C", "HEAD").code == 0


def test_the_first_commit_and_a_linked_work_tree_name_their_records(guarded: Guarded, tmp_path: Path) -> None:
    guarded.git("checkout", "-q", "--orphan", "fresh")
    assert staged(guarded).commit().code == 0
    assert message(guarded) == NAMED
    linked = tmp_path / "linked"
    guarded.git("worktree", "add", "-q", "-b", "side", str(linked))
    (linked / OTHER_PATH).write_text(guarded.record(uid=OTHER_UID))
    guarded.run("add", "history", cwd=linked)
    assert guarded.commit(cwd=linked).code == 0
    assert message(guarded, "side") == f"feat: sign in\n\nPHR: {OTHER_UID}\n"


def test_a_project_without_a_configuration_names_its_records(guarded: Guarded) -> None:
    guarded.git("rm", "-q", ".specify/specward.yml")
    assert staged(guarded).commit().code == 0
    assert message(guarded) == NAMED

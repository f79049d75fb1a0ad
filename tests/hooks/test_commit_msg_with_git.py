from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import GitRepository
    from tests.hooks.conftest import Guarded, Outcome

    from specward.hooks.script import Launcher

MEND = 'spec new phr "…" --prompt "…" --stage green --feature 001-login && git add history/prompts'


def refused(outcome: Outcome) -> bool:
    return outcome.code == 1 and "without a prompt record." in outcome.said


def on_branch(guarded: Guarded, name: str = "001-login") -> None:
    guarded.git("checkout", "-q", "-b", name)


@pytest.mark.verifies("001-guarded-commit/AC-007")
def test_code_without_a_record_is_refused_and_the_first_line_of_advice_mends_it(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.stage("src/login.py")
    outcome = guarded.commit()
    assert refused(outcome)
    assert outcome.said.splitlines()[:2] == ["src/login.py changes without a prompt record.", f"  {MEND}"]
    assert guarded.done() == 1


def test_the_mending_command_mends_it_as_printed(guarded: Guarded, launcher: Launcher) -> None:
    on_branch(guarded)
    guarded.stage("src/login.py")
    mend = guarded.commit().said.splitlines()[1]
    path = f"{Path(launcher.spec).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-c", mend], cwd=guarded.root, env={**os.environ, "PATH": path}, check=True)
    assert guarded.commit().code == 0


@pytest.mark.verifies("001-guarded-commit/AC-008")
def test_code_with_a_complete_staged_record_is_committed(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.stage("src/login.py")
    guarded.stage_record()
    assert guarded.commit() == (0, "")


def test_a_change_that_is_no_code_needs_no_record(guarded: Guarded) -> None:
    guarded.stage("docs/index.txt")
    assert guarded.commit() == (0, "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("just words\n", "its front matter cannot be read"),
        ('---\nid: "{{ID}}"\ntitle: "{{TITLE}}"\n---\n\n## Prompt\n\n{{PROMPT_TEXT}}\n', "its prompt is empty"),
        ('---\nid: "1"\ntitle: "{{TITLE}}"\n---\n\n## Prompt\n\nDo it.\n', "{{TITLE}} is not filled in"),
        ('---\nid: "1"\ntitle: ""\n---\n\n## Prompt\n\nDo it.\n', "it has no title"),
    ],
)
def test_an_incomplete_record_does_not_count(guarded: Guarded, text: str, reason: str) -> None:
    on_branch(guarded)
    (guarded.root / ".git/hooks/pre-commit").unlink()  # it would refuse the document first
    guarded.stage("src/login.py")
    guarded.stage(guarded.record_path, text)
    outcome = guarded.commit()
    assert refused(outcome)
    assert f"{guarded.record_path} does not count: {reason}" in outcome.said
    assert f"  git add {guarded.record_path}   once it is complete" in outcome.said


def test_a_deleted_record_does_not_count(guarded: Guarded) -> None:
    guarded.stage_record()
    assert guarded.commit("docs: record").code == 0
    guarded.git("rm", "-q", guarded.record_path)
    guarded.stage("src/login.py")
    outcome = guarded.commit()
    assert refused(outcome)
    assert f"{guarded.record_path} does not count: it is deleted" in outcome.said


def test_a_record_that_is_only_renamed_does_not_count(guarded: Guarded) -> None:
    guarded.stage_record()
    assert guarded.commit("docs: record").code == 0
    guarded.git("mv", guarded.record_path, guarded.record_path.replace("sign-in", "signing-in"))
    guarded.stage("src/login.py")
    outcome = guarded.commit()
    assert refused(outcome)
    assert "does not count: it is only moved" in outcome.said


def test_a_record_of_another_feature_does_not_count(guarded: Guarded) -> None:
    guarded.stage("specs/002-export/spec.md", guarded.spec.replace("Login", "Export"))
    assert guarded.commit("docs: spec").code == 0
    on_branch(guarded)
    guarded.stage("src/login.py")
    guarded.stage("history/prompts/002-export/0001-x.green.prompt.md", guarded.record(feature="002-export"))
    outcome = guarded.commit()
    assert refused(outcome)
    assert "it belongs to 002-export, the change to 001-login" in outcome.said


def test_a_record_in_the_work_tree_alone_does_not_count_and_staging_it_mends_that(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.stage("src/login.py")
    guarded.write(guarded.record_path, guarded.record())
    outcome = guarded.commit()
    assert refused(outcome)
    mend = outcome.said.splitlines()[1]
    assert mend == f"  git add {guarded.record_path}   it is complete, but not staged"
    subprocess.run(["sh", "-c", mend.partition("   it")[0]], cwd=guarded.root, check=True)
    assert guarded.commit().code == 0


def test_a_staged_record_that_was_completed_since_is_staged_again(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.stage("src/login.py")
    guarded.stage_record(title="{{TITLE}}")
    guarded.write(guarded.record_path, guarded.record())
    (guarded.root / ".git/hooks/pre-commit").unlink()  # it would refuse the document first
    assert f"git add {guarded.record_path}   it is complete, but not staged" in guarded.commit().said


def test_only_complete_records_that_answer_for_the_code_are_to_be_staged(guarded: Guarded) -> None:
    guarded.stage("specs/002-export/spec.md", guarded.spec.replace("Login", "Export"))
    assert guarded.commit("docs: spec").code == 0
    on_branch(guarded)
    guarded.stage("src/login.py")
    guarded.write(guarded.record_path, guarded.record(title="{{TITLE}}"))
    guarded.write("history/prompts/002-export/0001-x.green.prompt.md", guarded.record(feature="002-export"))
    guarded.write("apps/web/.specify/specward.yml", guarded.config)
    guarded.write("apps/web/history/prompts/general/0001-x.general.prompt.md", guarded.record(stage="general"))
    guarded.write(".gitignore", "/history/prompts/general/\n")
    guarded.write("history/prompts/general/0001-x.general.prompt.md", guarded.record(stage="general"))
    assert guarded.commit().said.splitlines()[1] == f"  {MEND}"


def test_many_records_that_wait_are_staged_by_their_folder(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.stage("src/login.py")
    for number in range(1, 7):
        guarded.write(f"history/prompts/001-login/{number:04d}-x.green.prompt.md", guarded.record(id=f"{number:04d}"))
    said = guarded.commit().said.splitlines()[1]
    assert said == "  git add history/prompts/001-login   they are complete, but not staged"


@pytest.mark.usefixtures("unmeasured")
def test_a_commit_of_one_path_is_not_told_to_stage_what_is_staged(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.write("src/base.py", "x = 2\n")
    guarded.stage_record()
    outcome = guarded.run("commit", "-q", "-m", "x", "src/base.py")
    assert refused(outcome)
    assert "not staged" not in outcome.said


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("001-guarded-commit/AC-009")
def test_staged_content_counts_and_not_the_work_tree(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.stage("src/login.py")
    guarded.stage_record()
    guarded.write(guarded.record_path, "")
    assert guarded.commit().code == 0


@pytest.mark.usefixtures("unmeasured")
def test_renaming_and_deleting_code_need_a_record(guarded: Guarded) -> None:
    guarded.git("mv", "src/base.py", "src/root.py")
    outcome = guarded.commit()
    assert refused(outcome)
    assert "src/base.py and 1 more path changes without" in outcome.said
    guarded.git("rm", "-q", "--cached", "src/root.py")
    assert refused(guarded.commit())


@pytest.mark.usefixtures("unmeasured")
def test_moving_code_out_of_the_guarded_folder_needs_a_record(guarded: Guarded) -> None:
    guarded.git("mv", "src/base.py", "base.py")
    assert refused(guarded.commit())


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(
    "reference", ["001-login/0001", "001-login/1", "history/prompts/001-login/0001-sign-in.green.prompt.md"]
)
def test_a_trailer_that_names_a_committed_record_is_enough(guarded: Guarded, reference: str) -> None:
    guarded.stage_record()
    assert guarded.commit("docs: record").code == 0
    guarded.stage("src/login.py")
    assert guarded.commit("feat: x", "--trailer", f"PHR: {reference}") == (0, "")


@pytest.mark.usefixtures("unmeasured")
def test_a_trailer_may_name_a_record_by_its_uid(guarded: Guarded) -> None:
    guarded.stage_record(uid="01JH0000000000000000000001")
    assert guarded.commit("docs: record").code == 0
    guarded.stage("src/login.py")
    assert guarded.commit("feat: x", "--trailer", "PHR: 01JH0000000000000000000001").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_where_an_agent_tells_its_prompts_the_transcript_is_named_too(guarded: Guarded) -> None:
    guarded.stage("src/login.py")
    guarded.write(".specify/agent-hooks.json", "{}")
    outcome = guarded.commit()
    assert outcome.said.splitlines()[2] == "  spec phr sync   or record what stands in your agent's transcript"


@pytest.mark.usefixtures("unmeasured")
def test_a_trailer_that_resolves_to_nothing_is_refused(guarded: Guarded) -> None:
    guarded.stage("src/login.py")
    outcome = guarded.commit("feat: x", "--trailer", "PHR: 001-login/0009")
    assert refused(outcome)
    assert "PHR: 001-login/0009 does not count: it names no record" in outcome.said


@pytest.mark.usefixtures("unmeasured")
def test_none_needs_a_reason(guarded: Guarded) -> None:
    guarded.stage("src/login.py")
    assert refused(guarded.commit("feat: x", "--trailer", "PHR: none"))
    assert guarded.commit("feat: x", "--trailer", "PHR: none -- generated").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_none_is_refused_where_the_project_does_not_allow_it(guarded: Guarded) -> None:
    guarded.stage(".specify/specward.yml", f"{guarded.config}  allow-none: false\n")
    guarded.stage("src/login.py")
    outcome = guarded.commit("feat: x", "--trailer", "PHR: none -- generated")
    assert refused(outcome)
    assert "or say why it needs none" not in outcome.said


@pytest.mark.usefixtures("unmeasured")
def test_the_staged_configuration_decides(guarded: Guarded) -> None:
    guarded.write(".specify/specward.yml", "phr:\n  require: off\n")
    guarded.stage("src/login.py")
    assert refused(guarded.commit())
    guarded.git("add", ".specify/specward.yml")
    assert guarded.commit().code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_broken_configuration_is_no_pass(guarded: Guarded) -> None:
    guarded.stage(".specify/specward.yml", "phr:\n  requires: commit\n")
    guarded.stage("src/login.py")
    outcome = guarded.commit()
    assert outcome.code == 1
    assert ".specify/specward.yml:2:3" in outcome.said
    assert guarded.done() == 1


@pytest.mark.usefixtures("unmeasured")
def test_the_rule_can_be_made_a_warning_or_turned_off(guarded: Guarded) -> None:
    guarded.stage(".specify/specward.yml", f"{guarded.config}rules:\n  severity:\n    PHR020: warning\n")
    guarded.stage("src/login.py")
    outcome = guarded.commit()
    assert outcome.code == 0
    assert "without a prompt record." in outcome.said
    guarded.stage(".specify/specward.yml", f"{guarded.config}rules:\n  ignore: [change-without-record]\n")
    guarded.stage("src/login2.py")
    assert guarded.commit() == (0, "")


@pytest.mark.usefixtures("unmeasured")
def test_the_feature_policy_is_content_with_one_record_a_feature(guarded: Guarded) -> None:
    guarded.stage(".specify/specward.yml", guarded.config.replace("commit", "feature"))
    on_branch(guarded)
    guarded.stage("src/login.py")
    assert refused(guarded.commit())
    guarded.stage_record()
    assert guarded.commit().code == 0
    guarded.stage("src/login.py", "more")
    assert guarded.commit().code == 0


def branch_with_code(guarded: Guarded, name: str, path: str, text: str = "side\n") -> None:
    """A branch off HEAD with a commit that touches code, made past the hooks; HEAD goes back."""
    guarded.git("checkout", "-q", "-b", name)
    guarded.stage(path, text)
    guarded.git("commit", "-q", "--no-verify", "-m", f"feat: {name}")
    guarded.git("checkout", "-q", "-")


def code_past_the_hooks(guarded: Guarded, path: str, text: str = "") -> None:
    guarded.stage(path, text)
    guarded.git("commit", "-q", "--no-verify", "-m", f"feat: {path}")


@pytest.mark.usefixtures("unmeasured")
def test_a_merge_needs_no_record(guarded: Guarded) -> None:
    branch_with_code(guarded, "side", "src/side.py")
    code_past_the_hooks(guarded, "src/main.py")
    assert guarded.run("merge", "--no-edit", "side").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_merge_with_conflicts_needs_no_record(guarded: Guarded) -> None:
    branch_with_code(guarded, "side", "src/base.py")
    code_past_the_hooks(guarded, "src/base.py", "main\n")
    assert guarded.run("merge", "--no-edit", "side").code == 1
    guarded.stage("src/base.py", "both\n")
    assert guarded.run("commit", "-q", "--no-edit") == (0, "")


@pytest.mark.usefixtures("unmeasured")
def test_a_squashed_merge_is_a_change_of_its_own(guarded: Guarded) -> None:
    branch_with_code(guarded, "side", "src/side.py")
    guarded.run("merge", "--squash", "side")
    assert refused(guarded.commit("feat: side"))


@pytest.mark.usefixtures("unmeasured")
def test_a_revert_needs_no_record(guarded: Guarded) -> None:
    code_past_the_hooks(guarded, "src/login.py", "a")
    assert guarded.run("revert", "--no-edit", "HEAD").code == 0
    code_past_the_hooks(guarded, "src/login.py", "b")
    assert guarded.run("revert", "--no-commit", "HEAD").code == 0
    assert guarded.commit("chore: take it back").code == 0


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("option", ["--fixup", "--squash"])
def test_commits_that_will_be_squashed_need_no_record(guarded: Guarded, option: str) -> None:
    guarded.stage("src/login.py")
    assert guarded.run("commit", "-q", f"{option}=HEAD").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_an_autosquash_rebase_needs_no_record(guarded: Guarded) -> None:
    code_past_the_hooks(guarded, "src/login.py", "a")
    guarded.stage("src/login.py", "b")
    assert guarded.run("commit", "-q", "--fixup=HEAD").code == 0
    assert guarded.run("rebase", "-i", "--autosquash", "HEAD~2").code == 0
    assert guarded.done() == 2


@pytest.mark.usefixtures("unmeasured")
def test_rebasing_needs_no_record_with_or_without_conflicts(guarded: Guarded) -> None:
    branch_with_code(guarded, "side", "src/base.py")
    code_past_the_hooks(guarded, "src/base.py", "main\n")
    guarded.git("checkout", "-q", "side")
    assert guarded.run("rebase", "main").code == 1
    guarded.stage("src/base.py", "both\n")
    assert guarded.run("rebase", "--continue").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_rewording_needs_no_record(guarded: Guarded) -> None:
    code_past_the_hooks(guarded, "src/login.py")
    assert guarded.run("rebase", "-i", "HEAD~1", GIT_SEQUENCE_EDITOR="sed -i.bak s/^pick/reword/").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_after_a_rebase_the_policy_holds_again(guarded: Guarded) -> None:
    code_past_the_hooks(guarded, "src/login.py")
    edit = "sed -i.bak s/^pick/edit/"
    assert guarded.run("rebase", "-q", "-i", "HEAD~1", GIT_SEQUENCE_EDITOR=edit).code == 0
    assert guarded.run("rebase", "--continue").code == 0
    guarded.stage("src/more.py")
    assert refused(guarded.commit())


@pytest.mark.usefixtures("unmeasured")
def test_cherry_picking_needs_no_record_with_or_without_conflicts(guarded: Guarded) -> None:
    branch_with_code(guarded, "side", "src/base.py")
    branch_with_code(guarded, "clean", "src/clean.py")
    assert guarded.run("cherry-pick", "clean").code == 0
    code_past_the_hooks(guarded, "src/base.py", "main\n")
    assert guarded.run("cherry-pick", "side").code == 1
    guarded.stage("src/base.py", "both\n")
    assert guarded.run("cherry-pick", "--continue").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_amending_the_message_alone_needs_no_record(guarded: Guarded) -> None:
    code_past_the_hooks(guarded, "src/login.py")
    assert guarded.commit("feat: better words", "--amend").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_amending_with_new_code_needs_a_record_or_the_name_of_the_first_one(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.stage("src/login.py")
    guarded.stage_record()
    assert guarded.commit().code == 0
    guarded.stage("src/login.py", "more")
    assert refused(guarded.commit("feat: x", "--amend"))
    assert guarded.commit("feat: x", "--amend", "--trailer", "PHR: 001-login/0001").code == 0
    guarded.stage("src/login.py", "still more")
    guarded.stage_record(title="Sign in, once more")
    assert guarded.commit("feat: x", "--amend").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_all_and_paths_behave_alike(guarded: Guarded) -> None:
    on_branch(guarded)
    guarded.write("src/base.py", "x = 2\n")
    assert refused(guarded.run("commit", "-q", "-a", "-m", "x"))
    assert refused(guarded.run("commit", "-q", "-m", "x", "src/base.py"))
    guarded.stage_record()
    # The record is staged, but a commit of one path leaves it out.
    assert refused(guarded.run("commit", "-q", "-m", "x", "src/base.py"))
    assert guarded.run("commit", "-q", "-m", "x", "src/base.py", guarded.record_path).code == 0
    guarded.write("src/base.py", "x = 3\n")
    guarded.write(guarded.record_path, guarded.record(title="Again"))
    assert guarded.run("commit", "-q", "-a", "-m", "x").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_all_and_paths_behave_alike_below_the_top(guarded: Guarded) -> None:
    guarded.write("src/base.py", "x = 2\n")
    here = guarded.root / "src"
    assert refused(guarded.run("commit", "-q", "-a", "-m", "x", cwd=here))
    outcome = guarded.run("commit", "-q", "-m", "x", "base.py", cwd=here)
    assert refused(outcome)
    assert "git add :/history/prompts" in outcome.said


@pytest.mark.usefixtures("unmeasured")
def test_the_first_commit_of_a_repository_is_guarded_too(
    repository: GitRepository, install: Callable[[Path], None], guarded_at: Callable[[GitRepository], Guarded]
) -> None:
    first = guarded_at(repository)
    install(first.root)
    first.stage(".specify/specward.yml", first.config)
    first.stage("src/login.py")
    assert refused(first.commit())
    first.stage_record()
    assert first.commit().code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_detached_head_is_guarded(guarded: Guarded) -> None:
    guarded.git("checkout", "-q", "--detach")
    guarded.stage("src/login.py")
    outcome = guarded.commit()
    assert refused(outcome)
    assert "--stage general" in outcome.said
    guarded.stage_record()
    assert guarded.commit().code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_linked_work_tree_is_guarded(guarded: Guarded, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    guarded.git("worktree", "add", "-q", "-b", "001-login", str(linked))
    (linked / "src/login.py").write_text("")
    guarded.run("add", "src/login.py", cwd=linked)
    outcome = guarded.commit(cwd=linked)
    assert refused(outcome)
    assert MEND in outcome.said
    record = linked / guarded.record_path
    record.parent.mkdir(parents=True)
    record.write_text(guarded.record())
    guarded.run("add", "history", cwd=linked)
    assert guarded.commit(cwd=linked).code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_submodule_is_guarded_by_its_own_policy(
    guarded: Guarded, tmp_path: Path, install: Callable[[Path], None]
) -> None:
    outer = tmp_path / "outer"
    guarded.run("init", "-q", str(outer), cwd=tmp_path)
    assert guarded.run("submodule", "add", "-q", str(guarded.root), "src/inner", cwd=outer).code == 0
    inner = outer / "src/inner"
    install(inner)
    install(outer)
    (inner / "src/login.py").write_text("")
    guarded.run("add", "src/login.py", cwd=inner)
    assert refused(guarded.commit(cwd=inner))
    assert guarded.commit(cwd=outer).code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_sparse_checkout_is_guarded(guarded: Guarded) -> None:
    guarded.stage_record()
    assert guarded.commit("docs: record").code == 0
    guarded.git("sparse-checkout", "set", "--no-cone", "/src/")
    assert not (guarded.root / ".specify").exists()
    guarded.stage("src/login.py")
    assert refused(guarded.commit())
    assert guarded.commit("feat: x", "--trailer", "PHR: 001-login/0001").code == 0


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(
    "name", ["src/zażółć gęślą.py", "src/登录.py", "src/a b.py", 'src/"quoted".py', "src/tab\tname.py"]
)
def test_paths_that_git_would_quote_are_guarded(guarded: Guarded, name: str) -> None:
    guarded.stage(name)
    assert refused(guarded.commit())
    guarded.stage("history/prompts/general/0001-größe und mehr.general.prompt.md", guarded.record(stage="general"))
    assert guarded.commit().code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_path_that_is_not_text_is_guarded(guarded: Guarded) -> None:
    name = os.path.join(os.fsencode(guarded.root), b"src/\xff\x1b[31m.py")
    try:
        with open(name, "wb"):
            pass
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    guarded.git("add", "src")
    outcome = guarded.commit()
    assert refused(outcome)
    assert "\x1b" not in outcome.said


@pytest.mark.usefixtures("unmeasured")
def test_a_bare_environment_is_enough(guarded: Guarded) -> None:
    guarded.stage("src/login.py")
    git = shutil.which("git")
    assert git
    command = [git, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "x"]
    bare = {"PATH": str(Path(git).parent)}
    done = subprocess.run(command, cwd=guarded.root, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "without a prompt record." in done.stderr
    guarded.stage_record()
    subprocess.run(command, cwd=guarded.root, env=bare, check=True)


@pytest.mark.usefixtures("unmeasured")
def test_intent_to_add_is_no_change(guarded: Guarded) -> None:
    guarded.write("src/later.py", "x")
    guarded.git("add", "-N", "src/later.py")
    guarded.stage("README.txt")
    assert guarded.commit("docs: x") == (0, "")


@pytest.mark.usefixtures("unmeasured")
def test_a_nested_project_has_a_policy_of_its_own(guarded: Guarded) -> None:
    guarded.stage("apps/web/.specify/specward.yml", "phr:\n  require: commit\n  paths: [code/**]\n")
    guarded.stage("apps/web/src/free.py")
    assert guarded.commit().code == 0
    guarded.stage("apps/web/code/page.py")
    outcome = guarded.commit()
    assert refused(outcome)
    assert (
        'spec -C apps/web new phr "…" --prompt "…" --stage general && git add apps/web/history/prompts' in outcome.said
    )
    guarded.stage("apps/web/history/prompts/general/0001-page.general.prompt.md", guarded.record(stage="general"))
    assert guarded.commit().code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_foreign_hook_runs_first_with_its_arguments_and_its_exit_code_counts(
    repository: GitRepository, guarded: Guarded, install: Callable[[Path], None]
) -> None:
    log = guarded.root.parent / "log"
    repository.hook("commit-msg", f'echo "$#:$1" >> "{log}"; exit 0')
    install(guarded.root)
    guarded.stage("src/login.py")
    assert refused(guarded.commit())
    assert log.read_text() == "1:.git/COMMIT_EDITMSG\n"
    repository.hook("commit-msg.before-specward", "echo not today; exit 7")
    outcome = guarded.commit("x", "--trailer", "PHR: none -- said")
    assert (outcome.code, outcome.said) == (1, "not today\n")
    ours = subprocess.run([".git/hooks/commit-msg", "x"], cwd=guarded.root, stdout=subprocess.DEVNULL, check=False)
    assert ours.returncode == 7


@pytest.mark.usefixtures("unmeasured")
def test_a_specward_that_is_gone_is_said_and_is_no_pass(guarded: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = os.environ["PATH"].split(os.pathsep)
    monkeypatch.setenv("PATH", os.pathsep.join(folder for folder in folders if not shutil.which("spec", path=folder)))
    for name in ("pre-commit", "commit-msg"):
        hook = guarded.root / ".git/hooks" / name
        lines = hook.read_text().splitlines()
        gone = [
            line.split("=")[0] + "='/nowhere/at all'" if line.startswith(("spec=", "python=")) else line
            for line in lines
        ]
        hook.write_text("\n".join(gone) + "\n")
    guarded.stage("README.txt")
    outcome = guarded.commit()
    assert outcome.code == 1
    assert "install it and run: spec hook install" in outcome.said

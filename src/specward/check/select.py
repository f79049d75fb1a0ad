"""Which rules run, and how severe each is, for a project and for one of its paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward import globs
from specward.config import PATH
from specward.constitution.adopted import enforces
from specward.errors import UsageError
from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.artifacts.enforcement_entry import BuiltinRule
    from specward.config import Config
    from specward.project import Project
    from specward.rule import Rule

ALL = "ALL"


def matches(selector: str, rule: Rule) -> bool:
    """Whether a selector means this rule: `ALL`, its name, its code or the beginning of its code (`SPC`, `SPC00`)."""
    return selector in {ALL, rule.name} or rule.code.startswith(selector.upper())


def rule_called(word: str, rules: Sequence[Rule]) -> Rule | None:
    """The rule with this name or code, in any case."""
    return next((rule for rule in rules if word.upper() == rule.code or word.lower() == rule.name), None)


def held_to_by(project: Project, rules: Sequence[Rule]) -> list[Rule]:
    """The rules that tell whether a project holds to its constitution: those that this names, and those on entries.

    Raises:
        UnreadableFile: the constitution cannot be read.
    """
    from specward.constitution.coverage import UNANSWERED_RULE, VIOLATED_RULE

    wanted = {entry.rule.lower() for entry in _norms(project, rules)} | {UNANSWERED_RULE.lower(), VIOLATED_RULE.lower()}
    return [rule for rule in rules if {rule.name, rule.code.lower()} & wanted]


class Selection:
    """The rules of one run and their severities.

    Args:
        rules: the catalogue.
        config: the project's configuration.
        select: replaces the configured selection where given.
        ignore: adds to the configured exclusions.
        norms: the rules that the constitution names; the configuration cannot turn them off or soften them.

    Raises:
        UsageError: a selector names no rule.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        config: Config,
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        norms: Iterable[BuiltinRule] = (),
    ) -> None:
        self._rules = rules
        self._config = config
        self._norms: dict[str, list[BuiltinRule]] = {}
        for norm in norms:
            self._norms.setdefault(norm.rule.lower(), []).append(norm)
        self._require_known((*select, *ignore))
        self._require_known_in_configuration()
        self._asked = bool(select)
        self.rules = tuple(
            rule
            for rule in rules
            if _any(select or (ALL,), rule)
            and not _any(ignore, rule)
            and (self._norms_on(rule) or self._is_configured(rule))
        )

    def severity_of(self, name: str, path: str) -> Severity:
        """How severe a fault of the rule with this name at `path` is; `OFF` where it is not run."""
        rule = rule_called(name, self.rules)
        return self.severity(rule, path, rule.severity) if rule else Severity.OFF

    @classmethod
    def of(
        cls, project: Project, rules: Sequence[Rule], *, select: Sequence[str] = (), ignore: Sequence[str] = ()
    ) -> Selection:
        """The selection for a project, by its configuration and its constitution.

        Raises:
            UsageError: a selector names no rule.
        """
        return cls(rules, project.config, select=select, ignore=ignore, norms=_norms(project, rules))

    def severity(self, rule: Rule, path: str, default: Severity) -> Severity:
        """How severe a fault of `rule` at `path` is; `OFF` where it is not wanted there.

        The constitution wins over the last matching `per-path` entry, that over `severity`, and that over the rule's
        own word.
        """
        norms = self._norms_on(rule)
        if not norms:
            return self._by_configuration(rule, path, default)
        here = [norm for norm in norms if not norm.paths or any(globs.matches(glob, path) for glob in norm.paths)]
        said = max((norm.severity for norm in here if norm.severity), default=None)
        if said is not None:
            return said
        configured = self._by_configuration(rule, path, default)
        if here:
            return configured or default
        return configured if self._is_configured(rule) else Severity.OFF  # or it runs for the sake of other paths

    def _by_configuration(self, rule: Rule, path: str, default: Severity) -> Severity:
        severity = self._configured(rule, self._config.severity) or default
        for override in self._config.per_path:
            if not globs.matches(override.glob, path):
                continue
            if any(matches(selector, rule) for selector in override.ignore):
                return Severity.OFF
            configured = self._configured(rule, override.severity)
            severity = severity if configured is None else configured
        return severity

    def leaves_out(self, word: str) -> bool:
        """Whether a name or code means a rule of the catalogue that this run does not include."""
        return any(word in {rule.name, rule.code} and rule not in self.rules for rule in self._rules)

    def _norms_on(self, rule: Rule) -> list[BuiltinRule]:
        """What the constitution says of a rule, by name or code."""
        if not self._norms:
            return []
        return [*self._norms.get(rule.name, ()), *self._norms.get(rule.code.lower(), ())]

    def _is_configured(self, rule: Rule) -> bool:
        """Whether the configuration lets a rule run; its own selection counts where the caller has made none."""
        config = self._config
        selected = self._asked or _any(config.select, rule)
        off = _any(config.ignore, rule) or self._configured(rule, config.severity) is Severity.OFF
        return selected and not off

    @staticmethod
    def _configured(rule: Rule, severities: dict[str, Severity]) -> Severity | None:
        """The configured severity; a name or a full code wins over a prefix."""
        hits = [(len(selector), severity) for selector, severity in severities.items() if matches(selector, rule)]
        exact = [severity for selector, severity in severities.items() if selector in {rule.name, rule.code}]
        return exact[-1] if exact else max(hits)[1] if hits else None

    def _require_known(self, selectors: Iterable[str], where: str = "") -> None:
        for selector in selectors:
            if not any(matches(selector, rule) for rule in self._rules):
                raise UsageError(f"no rule is called {selector!r}", where=where, help=near_rules(selector, self._rules))

    def _require_known_in_configuration(self) -> None:
        """Hold every rule that the configuration names against the catalogue, at the place where it stands."""
        for path, position in self._config.where.items():
            selector = self._selector(path)
            if selector is not None:
                self._require_known([selector], f"{PATH}:{position.line}:{position.column}")

    def _selector(self, path: str) -> str | None:
        """The rule selector that a part of the configuration is: an item of a list, or a key of `severity`."""
        config = self._config
        overrides = {f"rules.per-path.{override.glob}": override for override in config.per_path}
        lists = {"rules.select": config.select, "rules.ignore": config.ignore}
        lists |= {f"{prefix}.ignore": override.ignore for prefix, override in overrides.items()}
        group, _, last = path.rpartition(".")
        if group in lists:
            return lists[group][int(last)]
        is_severity = group == "rules.severity" or group.removesuffix(".severity") in overrides
        return last if is_severity and group.endswith(".severity") else None


def _any(selectors: Iterable[str], rule: Rule) -> bool:
    return any(matches(selector, rule) for selector in selectors)


def _norms(project: Project, rules: Sequence[Rule]) -> list[BuiltinRule]:
    """The rules that a project's constitution names; none where it cannot be read, which is reported elsewhere."""
    if not enforces(project):
        return []
    from specward.artifacts.enforcement_entry import BuiltinRule
    from specward.constitution.norms import norms_of

    norms = norms_of(project)
    norms.rule_names = {rule.code: rule.name for rule in rules}
    return norms.of_kind(BuiltinRule)


def near_rules(wanted: str, rules: Sequence[Rule]) -> str:
    """Which rules may have been meant, as a sentence of help."""
    from difflib import get_close_matches

    words = [word for rule in rules for word in (rule.code, rule.name)]
    near = get_close_matches(wanted, words, n=3, cutoff=0.6) or get_close_matches(wanted.upper(), words, n=3)
    return f"did you mean {' or '.join(near)}? `spec rules` lists all" if near else "`spec rules` lists all"

"""Which rules run, and how severe each is, for a project and for one of its paths."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from specward import globs
from specward.config import PATH, ConfigError
from specward.constitution.adopted import enforces
from specward.errors import UsageError
from specward.finding import Severity
from specward.option_kinds import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.artifacts.enforcement_entry import BuiltinRule
    from specward.config import Config, PathRules
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
        problems = misnamed(config, rules)
        if problems:
            raise ConfigError(problems)
        self._asked = bool(select)
        self.rules = tuple(
            rule
            for rule in rules
            if _any(select or (ALL,), rule)
            and not _any(ignore, rule)
            and (self._norms_on(rule) or self._is_configured(rule))
        )
        if select and not self.rules:
            wanted = ", ".join(select)
            raise UsageError(
                f"no rule is left of {wanted}: what is not ignored is off",
                help=f"`spec rules {' '.join(select)}` lists them; {PATH} may turn them off, as --ignore does",
            )

    def severity_of(self, name: str, path: str) -> Severity:
        """How severe a fault of the rule with this name at `path` is; `OFF` where it is not run."""
        rule = rule_called(name, self.rules)
        return self.severity(rule, path) if rule else Severity.OFF

    @classmethod
    def of(
        cls, project: Project, rules: Sequence[Rule], *, select: Sequence[str] = (), ignore: Sequence[str] = ()
    ) -> Selection:
        """The selection for a project, by its configuration and its constitution.

        Raises:
            UsageError: a selector names no rule.
        """
        return cls(rules, project.config, select=select, ignore=ignore, norms=_norms(project, rules))

    def severity(self, rule: Rule, path: str, said: Severity | None = None) -> Severity:
        """How severe a fault of `rule` at `path` is; `OFF` where it is not wanted there.

        The constitution wins over the last matching `per-path` entry that names the rule, that over `severity`, that
        over what the rule says of this fault, and that over what it declares for the profile.
        """
        strict = rule.strict if self._config.is_strict else None
        default = said or strict or rule.severity
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
        said = self._configured(rule, self._config.severity)
        for override in self._config.per_path:
            here = self._said_by(override, rule)
            if here is not None and globs.matches(override.glob, path):
                said = here
        return default if said is None else said

    def _said_by(self, override: PathRules, rule: Rule) -> Severity | None:
        """What an entry of `per-path` says of a rule."""
        return Severity.OFF if _any(override.ignore, rule) else self._configured(rule, override.severity)

    @property
    def stamp(self) -> str:
        """All that rules and severities follow from, in words: two selections with the same words are the same."""
        norms = {name: [norm[2:] for norm in norms] for name, norms in self._norms.items()}  # wherever they stand
        codes = [rule.code for rule in self.rules], [rule.code for rule in self._rules]
        return repr((codes, self._asked, self._config, norms))

    def leaves_out(self, word: str) -> bool:
        """Whether a name or code means a rule of the catalogue that this run does not include."""
        return any(word in {rule.name, rule.code} and rule not in self.rules for rule in self._rules)

    def _norms_on(self, rule: Rule) -> list[BuiltinRule]:
        """What the constitution says of a rule, by name or code."""
        if not self._norms:
            return []
        return [*self._norms.get(rule.name, ()), *self._norms.get(rule.code.lower(), ())]

    def _is_configured(self, rule: Rule) -> bool:
        """Whether the configuration lets a rule run anywhere; its own selection counts where the caller made none."""
        config = self._config
        selected = self._asked or _any(config.select, rule)
        if not selected or _any(config.ignore, rule):
            return False
        off = self._configured(rule, config.severity) is Severity.OFF
        return not off or any(map(partial(self._said_by, rule=rule), config.per_path))

    @staticmethod
    def _configured(rule: Rule, severities: dict[str, Severity]) -> Severity | None:
        """The configured severity: a name or full code wins over a prefix, a longer one over a shorter or over ALL."""
        hits = [
            (len(selector) * (selector != ALL), severity)
            for selector, severity in severities.items()
            if matches(selector, rule)
        ]
        exact = [severity for selector, severity in severities.items() if selector in {rule.name, rule.code}]
        return exact[-1] if exact else max(hits)[1] if hits else None

    def _require_known(self, selectors: Iterable[str]) -> None:
        for selector in selectors:
            if not any(matches(selector, rule) for rule in self._rules):
                raise UsageError(_unknown(selector), help=near_rules(selector, self._rules))


def misnamed(config: Config, rules: Sequence[Rule]) -> list[Problem]:
    """Every rule that a configuration names and that there is not, where it stands."""
    named = ((selector, position) for path, position in config.where.items() for selector in _selectors(config, path))
    return [
        Problem(PATH, position.line, position.column, _unknown(selector), near_rules(selector, rules))
        for selector, position in named
        if not any(matches(selector, rule) for rule in rules)
    ]


def _unknown(selector: str) -> str:
    return f"no rule is called {selector!r}"


def _selectors(config: Config, path: str) -> list[str]:
    """The rule selector that a part of the configuration is, if it is one: an item of a list, a key of `severity`."""
    overrides = {f"rules.per-path.{override.glob}": override for override in config.per_path}
    lists = {"rules.select": config.select, "rules.ignore": config.ignore}
    lists |= {f"{prefix}.ignore": override.ignore for prefix, override in overrides.items()}
    group, _, last = path.rpartition(".")
    if group in lists:
        return [lists[group][int(last)]]
    is_severity = group == "rules.severity" or group.removesuffix(".severity") in overrides
    return [last] if is_severity and group.endswith(".severity") else []


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

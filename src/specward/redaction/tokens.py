"""Tokens that tell by their first letters whose they are.

Sources: what the vendors document of prefix, alphabet and length, held against the rules of gitleaks 8.30 and
Betterleaks. Where a vendor says that lengths may grow, only the least length counts.

Each text is walked along the places of a prefix, and what follows is matched at that place only. A tail is one
character class with one count after another, none of them nested, and the open-ended one is the last and possessive:
what it has read is either a token, and left behind, or shorter than the least length. So the work is linear.
"""

from __future__ import annotations

import re
from functools import cache

from specward.redaction.secret import Secret
from specward.redaction.values import is_made_up

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = "[A-Za-z0-9]"
_URL_SAFE = "[A-Za-z0-9_-]"
_BASE64 = "[A-Za-z0-9+/]"
_HEX = "[0-9a-f]"
_ANY_HEX = "[0-9a-fA-F]"
_BASE32 = "[A-Z2-7]"
_DOTTED = "[A-Za-z0-9_.=-]"
_ROUTE = r"(?:\.[0-9a-z]{2}\.?[0-9a-z]{7,9})?"
"""Behind GitLab's newer tokens: where the instance is found."""
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

# Rule, prefixes, tail.
_TOKENS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("github-token", ("ghp_", "gho_", "ghr_"), _WORD + "{36,}+"),
    # Since 2026 an installation's token is `ghs_<app>_<JWT>`.
    ("github-token", ("ghs_", "ghu_"), "[A-Za-z0-9_.-]{36,}+"),
    ("github-token", ("github_pat_",), "[A-Za-z0-9_]{36,}+"),
    ("gitlab-token", ("glpat-", "glrt-", "glrtr-", "gldt-", "gloas-"), _URL_SAFE + "{20,300}+" + _ROUTE),
    ("gitlab-token", ("glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "glwt-"), _URL_SAFE + "{20,300}+" + _ROUTE),
    ("gitlab-token", ("glsoat-", "glffct-", "GR1348941"), _URL_SAFE + "{20,300}+"),
    ("aws-access-key", ("AKIA", "ASIA", "ABIA", "ACCA"), _BASE32 + "{16}"),
    ("aws-bedrock-key", ("ABSK",), _BASE64 + "{100,}+={0,2}"),
    ("google-api-key", ("AIza",), _URL_SAFE + "{35}"),
    ("google-api-key", ("AQ.Ab8",), _URL_SAFE + "{44,}+"),
    ("google-oauth", ("GOCSPX-",), _URL_SAFE + "{28}"),
    ("google-oauth", ("ya29.", "1//0"), _URL_SAFE + "{30,}+"),
    ("anthropic-key", ("sk-ant-",), _URL_SAFE + "{24,}+"),
    ("openai-key", ("sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"), _URL_SAFE + "{20,}+"),
    # Also what DeepSeek, Moonshot and others that speak the same protocol give out.
    ("openai-key", ("sk-",), _WORD + "{32,}+"),
    ("openrouter-key", ("sk-or-v1-",), _HEX + "{64}"),
    ("groq-key", ("gsk_",), _WORD + "{40,}+"),
    ("xai-key", ("xai-",), _URL_SAFE + "{70,}+"),
    ("perplexity-key", ("pplx-",), _WORD + "{40,}+"),
    ("replicate-token", ("r8_",), _WORD + "{37}"),
    ("nvidia-key", ("nvapi-",), _URL_SAFE + "{60,}+"),
    ("tavily-key", ("tvly-",), "[A-Za-z0-9-]{32,}+"),
    ("langsmith-key", ("lsv2_pt_", "lsv2_sk_"), _HEX + "{32}_" + _HEX + "{10}"),
    ("pinecone-key", ("pcsk_",), "[A-Za-z0-9_]{60,}+"),
    ("huggingface-token", ("hf_", "api_org_"), _WORD + "{34,}+"),
    ("stripe-key", ("sk_live_", "sk_test_", "rk_live_", "rk_test_", "sk_prod_", "rk_prod_"), "[A-Za-z0-9_]{16,}+"),
    ("stripe-key", ("whsec_",), "[A-Za-z0-9+/]{24,}+={0,2}"),
    ("slack-token", ("xoxa-", "xoxb-", "xoxc-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-"), "[A-Za-z0-9-]{16,}+"),
    ("slack-token", ("xoxd-",), "[A-Za-z0-9%/+=-]{40,}+"),
    ("slack-token", ("xoxe.xoxb-", "xoxe.xoxp-"), "[A-Za-z0-9-]{30,}+"),
    ("slack-token", ("xapp-",), "[A-Za-z0-9-]{30,}+"),
    ("slack-webhook", ("hooks.slack.com/services/", "hooks.slack.com/workflows/"), "[A-Za-z0-9/]{30,}+"),
    (
        "discord-webhook",
        ("discord.com/api/webhooks/", "discordapp.com/api/webhooks/"),
        "[0-9]{17,20}/" + _URL_SAFE + "{60,}+",
    ),
    ("npm-token", ("npm_",), _WORD + "{36,}+"),
    ("pypi-token", ("pypi-AgE",), _URL_SAFE + "{50,}+"),
    ("rubygems-token", ("rubygems_",), _HEX + "{48}"),
    ("crates-token", ("cio",), _WORD + "{32}"),
    ("nuget-key", ("oy2",), "[a-z0-9]{43}"),
    ("clojars-token", ("CLOJARS_",), "[a-z0-9]{60}"),
    ("docker-token", ("dckr_pat_", "dckr_oat_"), _URL_SAFE + "{27,}+"),
    ("docker-token", ("SWMTKN-1-",), "[a-z0-9-]{60,}+"),
    ("sendgrid-key", ("SG.",), _URL_SAFE + r"{16,40}\." + _URL_SAFE + "{32,}+"),
    ("mailgun-key", ("key-",), _HEX + "{32}"),
    ("brevo-key", ("xkeysib-", "xsmtpsib-"), _HEX + "{64}-" + _WORD + "{16}"),
    ("resend-key", ("re_",), _WORD + "{8}_" + _WORD + "{24}"),
    ("twilio-key", ("SK",), _HEX + "{32}"),
    ("digitalocean-token", ("dop_v1_", "doo_v1_", "dor_v1_"), _HEX + "{64}"),
    ("heroku-key", ("HRKU-",), _URL_SAFE + "{36,}+"),
    ("vercel-token", ("vcp_", "vci_", "vca_", "vcr_", "vck_"), _URL_SAFE + "{50,}+"),
    ("vercel-token", ("vercel_blob_rw_",), "[A-Za-z0-9_]{30,}+"),
    ("netlify-token", ("nfp_", "nfc_", "nfo_", "nfu_", "nfb_"), _WORD + "{36,}+"),
    ("fly-token", ("fo1_",), _URL_SAFE + "{43,}+"),
    ("fly-token", ("fm1r_", "fm1a_", "fm2_"), "[A-Za-z0-9+/=,_]{100,}+"),
    ("cloudflare-token", ("cfut_", "cfat_", "cfk_"), _WORD + "{40,}+"),
    ("cloudflare-token", ("v1.0-",), _HEX + "{24}-" + _HEX + "{140,}+"),
    ("render-key", ("rnd_",), _WORD + "{28,}+"),
    ("supabase-token", ("sbp_",), _HEX + "{40}"),
    ("supabase-token", ("sb_secret_",), _URL_SAFE + "{22,}+"),
    ("neon-key", ("napi_",), "[a-z0-9]{60,}+"),
    ("planetscale-token", ("pscale_tkn_", "pscale_pw_", "pscale_oauth_"), _DOTTED + "{32,}+"),
    ("databricks-token", ("dapi",), _HEX + "{32}(?:-[0-9])?"),
    ("doppler-token", ("dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."), "[A-Za-z0-9._-]{40,}+"),
    ("vault-token", ("hvs.", "hvb.", "hvr."), _URL_SAFE + "{24,}+"),
    ("pulumi-token", ("pul-",), _HEX + "{40}"),
    ("onepassword-token", ("ops_eyJ",), "[A-Za-z0-9+/_-]{200,}+={0,3}"),
    ("age-key", ("AGE-SECRET-KEY-1",), "[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    ("linear-key", ("lin_api_", "lin_oauth_"), _WORD + "{40,}+"),
    ("notion-token", ("ntn_",), _WORD + "{40,}+"),
    ("notion-token", ("secret_",), _WORD + "{43}"),
    ("airtable-token", ("pat",), _WORD + r"{14}\." + _HEX + "{64}"),
    ("atlassian-token", ("ATATT3", "ATCTT3"), "[A-Za-z0-9_=-]{100,}+"),
    ("bitbucket-token", ("ATBB",), _WORD + "{32}"),
    ("hubspot-token", ("pat-na1-", "pat-eu1-", "pat-na2-", "pat-ap1-"), _UUID),
    ("figma-token", ("figd_", "figo_", "figu_"), _URL_SAFE + "{38,}+"),
    ("postman-key", ("PMAK-",), _HEX + "{24}-" + _HEX + "{34}"),
    ("contentful-token", ("CFPAT-",), _URL_SAFE + "{43}"),
    ("typeform-token", ("tfp_",), _DOTTED + "{40,}+"),
    ("sentry-token", ("sntrys_",), "[A-Za-z0-9+/=_]{60,}+"),
    ("sentry-token", ("sntryu_",), _HEX + "{64}"),
    ("grafana-token", ("glsa_",), _WORD + "{32}_" + _ANY_HEX + "{8}"),
    ("grafana-token", ("glc_",), _BASE64 + "{32,}+={0,2}"),
    ("newrelic-key", ("NRAK-",), "[A-Z0-9]{27}"),
    ("newrelic-key", ("NRII-",), _URL_SAFE + "{32}"),
    ("dynatrace-token", ("dt0c01.", "dt0s01.", "dt0s16."), r"[A-Z0-9]{24}\.[A-Z0-9]{64}"),
    ("posthog-key", ("phx_",), _URL_SAFE + "{41,}+"),
    ("sonar-token", ("squ_", "sqp_", "sqa_"), _HEX + "{40}"),
    ("sourcegraph-token", ("sgp_",), "(?:[0-9a-f]{16}_|local_)?" + _HEX + "{40}"),
    ("circleci-token", ("CCIPAT_",), _WORD + "{22}_" + _HEX + "{40}"),
    ("buildkite-token", ("bkua_",), "[a-z0-9]{40,}+"),
    ("tailscale-key", ("tskey-",), "[A-Za-z0-9-]{20,}+"),
    ("square-token", ("sq0atp-", "sq0csp-", "sq0idp-"), _URL_SAFE + "{22,}+"),
    ("square-token", ("EAAA",), _URL_SAFE + "{60}"),
    ("facebook-token", ("EAAC", "EAAM", "EAAG"), _WORD + "{90,}+"),
    ("shopify-token", ("shpat_", "shpca_", "shppa_", "shpss_", "shptka_", "shpua_"), _ANY_HEX + "{32}"),
    ("flutterwave-key", ("FLWSECK-", "FLWSECK_TEST-"), _ANY_HEX + "{12,}+(?:-X)?"),
    ("easypost-key", ("EZAK", "EZTK"), _WORD + "{54}"),
    ("alibaba-key", ("LTAI",), _WORD + "{17,21}"),
    ("artifactory-key", ("AKCp",), _WORD + "{68,70}"),
    ("openshift-token", ("sha256~",), _URL_SAFE + "{43}"),
    ("readme-key", ("rdme_",), "[a-z0-9]{70}"),
    ("apify-token", ("apify_api_",), _WORD + "{34,}+"),
    ("mapbox-token", ("sk.eyJ",), _URL_SAFE + r"{20,1000}+\." + _URL_SAFE + "{20,}+"),
)

# Rule, mark, where the token begins (counted from where the mark does), what stands around the mark's end.
_MARKED = (
    ("azure-secret", "Q~", -4, "(?<=[A-Za-z0-9_~.]{3}[0-9]Q~)[A-Za-z0-9_~.-]{31,34}"),
    ("azure-key", "AccountKey=", 11, _BASE64 + "{86}=="),
    ("azure-key", "SharedAccessKey=", 16, _BASE64 + "{43,}+={0,2}"),
    ("azure-key", "sig=", 4, "[A-Za-z0-9%/+]{40,}+={0,2}"),
    ("teams-webhook", ".webhook.office.com/webhookb2/", 30, "[A-Za-z0-9@/-]{60,}+"),
    ("terraform-token", ".atlasv1.", -14, "(?<=[A-Za-z0-9]{14}[.]atlasv1[.])[A-Za-z0-9_=-]{60,}+"),
    ("telegram-token", ":AA", 1, "(?<=[0-9]{8}:AA)[A-Za-z0-9_-]{33}"),
)
_ALL = tuple((rule, prefix, 0, tail) for rule, prefixes, tail in _TOKENS for prefix in prefixes) + _MARKED

RULES = tuple(dict.fromkeys(rule for rule, *_ in _ALL))
"""The names of these rules."""

_LEAST = 20
"""No token is shorter, prefix included."""
_RUN = b"x" * _LEAST
_OF_WORDS = b"abcdefghijklmnopqrstuvwxyz_.~+/=:%@-,"
_SIGNS = bytes(120 if byte < 128 and (chr(byte).isalnum() or byte in _OF_WORDS) else 32 for byte in range(256))


def long_words(text: str) -> str:
    """The words of a text that are as long as a token and no mere words (see `is_made_up`), a line each.

    Found in bytes, with one sign for all that a token may have: a regular expression takes three times as long.
    """
    data = text.encode("utf-8", "surrogatepass")
    mapped = data.translate(_SIGNS)
    words = []
    at = mapped.find(_RUN)
    while at >= 0:
        end = mapped.find(b" ", at + _LEAST)
        end = len(data) if end < 0 else end
        word = data[at:end]
        if word.translate(None, _OF_WORDS):
            words.append(word)
        at = mapped.find(_RUN, end)
    return b"\n".join(words).decode()


def find_tokens(text: str, words: str) -> Iterator[Secret]:
    """The tokens of known vendors.

    Args:
        text: where they are looked for.
        words: its words that are long enough; see `long_words`.
    """
    if not words:
        return
    signs = set(words)
    for rule, mark, offset, tail in _ALL:
        if signs.issuperset(mark) and mark in words:
            yield from _walk(text, rule, mark, offset, tail)


def _walk(text: str, rule: str, mark: str, offset: int, tail: str) -> Iterator[Secret]:
    """The tokens of one kind."""
    pattern = _compiled(tail)
    at = text.find(mark)
    while at >= 0:
        start, end = at + offset, at + len(mark)
        match = pattern.match(text, end) if offset > 0 or _begins(text, start) else None
        if match:
            end = match.end()
            if not is_made_up(match[0]):
                yield Secret(rule, start, end)
        at = text.find(mark, end)


def _begins(text: str, start: int) -> bool:
    """Whether a word may begin here: no letter or digit stands before, unless it ends the escape of another sign."""
    before = text[start - 1 : start] if start else ""
    if not (before.isascii() and before.isalnum()):
        return True
    return text[max(0, start - 2) : start] in {"\\n", "\\r", "\\t"} or text[max(0, start - 3) : start - 2] == "%"


@cache
def _compiled(tail: str) -> re.Pattern[str]:
    return re.compile(tail + "(?![A-Za-z0-9])")

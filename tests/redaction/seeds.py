"""Secrets of every kind, made up anew from a fixed number, each in a text as people write them.

No token stands in this file in one piece: its prefix does, and the rest is drawn by lot.
"""

from __future__ import annotations

import base64
import json
import random
import re
import string
from itertools import cycle
from typing import NamedTuple

WORD = string.ascii_letters + string.digits
URL_SAFE = WORD + "-_"
BASE64 = WORD + "+/"
HEX = "0123456789abcdef"
LOWER = string.ascii_lowercase + string.digits
UPPER = string.ascii_uppercase + string.digits
BASE32 = string.ascii_uppercase + "234567"
BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
PLACE = "§"
"""Where a secret goes in a text."""


class Seed(NamedTuple):
    """A text with a secret in it."""

    group: str
    context: str
    text: str
    secret: str


_TOKENS: tuple[tuple[str, str, tuple[tuple[str, int] | str, ...]], ...] = (
    ("GitHub", "ghp_", ((WORD, 36),)),
    ("GitHub", "gho_", ((WORD, 36),)),
    ("GitHub", "ghu_", ((WORD, 36),)),
    ("GitHub", "ghs_", ((WORD, 36),)),
    ("GitHub", "ghs_123456_eyJ", ((URL_SAFE, 30), ".eyJ", (URL_SAFE, 220), ".", (URL_SAFE, 200), (WORD, 1))),
    ("GitHub", "ghr_", ((WORD, 76),)),
    ("GitHub", "github_pat_", ((WORD, 22), "_", (WORD, 59))),
    ("GitLab", "glpat-", ((URL_SAFE, 19), (WORD, 1))),
    ("GitLab", "glpat-", ((URL_SAFE, 44), (WORD, 1), ".01.", (LOWER, 9))),
    ("GitLab", "gldt-", ((URL_SAFE, 19), (WORD, 1))),
    ("GitLab", "glrt-", ((URL_SAFE, 19), (WORD, 1))),
    ("GitLab", "glcbt-64_", ((URL_SAFE, 19), (WORD, 1))),
    ("AWS", "AKIA", ((BASE32, 16),)),
    ("AWS", "ASIA", ((BASE32, 16),)),
    ("AWS", "ABSK", ((BASE64, 128), (WORD, 1))),
    ("Google", "AIza", ((URL_SAFE, 34), (WORD, 1))),
    ("Google", "GOCSPX-", ((URL_SAFE, 27), (WORD, 1))),
    ("Google", "ya29.a0", ((URL_SAFE, 160), (WORD, 1))),
    ("Anthropic", "sk-ant-api03-", ((URL_SAFE, 93), "AA")),
    ("Anthropic", "sk-ant-admin01-", ((URL_SAFE, 93), "AA")),
    ("Anthropic", "sk-ant-oat01-", ((URL_SAFE, 93), "AA")),
    ("OpenAI", "sk-proj-", ((URL_SAFE, 74), "T3Blbk" + "FJ", (URL_SAFE, 73), (WORD, 1))),
    ("OpenAI", "sk-svcacct-", ((URL_SAFE, 58), "T3Blbk" + "FJ", (URL_SAFE, 57), (WORD, 1))),
    ("OpenAI", "sk-", ((WORD, 20), "T3Blbk" + "FJ", (WORD, 20))),
    ("OpenRouter", "sk-or-v1-", ((HEX, 64),)),
    ("DeepSeek", "sk-", ((HEX, 32),)),
    ("Groq", "gsk_", ((WORD, 52),)),
    ("xAI", "xai-", ((WORD, 80),)),
    ("Perplexity", "pplx-", ((WORD, 48),)),
    ("Replicate", "r8_", ((WORD, 37),)),
    ("NVIDIA", "nvapi-", ((URL_SAFE, 63), (WORD, 1))),
    ("LangSmith", "lsv2_pt_", ((HEX, 32), "_", (HEX, 10))),
    ("Pinecone", "pcsk_", ((WORD, 6), "_", (WORD, 63))),
    ("Hugging Face", "hf_", ((string.ascii_letters, 34),)),
    ("Stripe", "sk_live_", ((WORD, 24),)),
    ("Stripe", "sk_live_51", ((WORD, 97),)),
    ("Stripe", "rk_live_", ((WORD, 24),)),
    ("Stripe", "sk_test_", ((WORD, 24),)),
    ("Stripe", "whsec_", ((WORD, 32),)),
    ("Slack", "xoxb-", ((string.digits, 12), "-", (string.digits, 13), "-", (WORD, 24))),
    ("Slack", "xoxp-", ((string.digits, 12), "-", (string.digits, 12), "-", (string.digits, 13), "-", (HEX, 32))),
    ("Slack", "xapp-1-A0", ((UPPER, 9), "-", (string.digits, 13), "-", (HEX, 64))),
    ("Slack", "https://hooks.slack." + "com/services/T", ((UPPER, 8), "/B", (UPPER, 10), "/", (WORD, 24))),
    ("Discord", "https://discord." + "com/api/webhooks/", ((string.digits, 18), "/", (URL_SAFE, 67), (WORD, 1))),
    ("npm", "npm_", ((WORD, 36),)),
    ("PyPI", "pypi-AgEIcHlwaS5vcmc", ((URL_SAFE, 150), (WORD, 1))),
    ("RubyGems", "rubygems_", ((HEX, 48),)),
    ("Docker", "dckr_pat_", ((URL_SAFE, 26), (WORD, 1))),
    ("SendGrid", "SG.", ((URL_SAFE, 21), (WORD, 1), ".", (URL_SAFE, 42), (WORD, 1))),
    ("Mailgun", "key-", ((HEX, 32),)),
    ("Brevo", "xkeysib-", ((HEX, 64), "-", (WORD, 16))),
    ("Resend", "re_", ((WORD, 8), "_", (WORD, 24))),
    ("Twilio", "SK", ((HEX, 32),)),
    ("Telegram", "", ((string.digits[1:], 10), ":AA", (URL_SAFE, 32), (WORD, 1))),
    ("DigitalOcean", "dop_v1_", ((HEX, 64),)),
    ("Heroku", "HRKU-AA", ((URL_SAFE, 57), (WORD, 1))),
    ("Vercel", "vcp_", ((URL_SAFE, 50), (WORD, 6))),
    ("Netlify", "nfp_", ((WORD, 36),)),
    ("Fly.io", "fo1_", ((URL_SAFE, 42), (WORD, 1))),
    ("Cloudflare", "cfut_", ((WORD, 40), (HEX, 8))),
    ("Supabase", "sbp_", ((HEX, 40),)),
    ("Supabase", "sb_secret_", ((URL_SAFE, 30), (WORD, 1))),
    ("Neon", "napi_", ((LOWER, 64),)),
    ("PlanetScale", "pscale_tkn_", ((URL_SAFE, 42), (WORD, 1))),
    ("Databricks", "dapi", ((HEX, 32),)),
    ("Doppler", "dp.pt.", ((WORD, 43),)),
    ("Vault", "hvs.", ((URL_SAFE, 94), (WORD, 1))),
    ("Terraform Cloud", "", ((WORD, 14), ".atlasv1.", (URL_SAFE, 66), (WORD, 1))),
    ("Azure", "", ((WORD, 3), "8Q~", (WORD, 34))),
    ("Pulumi", "pul-", ((HEX, 40),)),
    ("age", "AGE-SECRET-KEY-1", ((BECH32, 58),)),
    ("Linear", "lin_api_", ((WORD, 40),)),
    ("Notion", "ntn_", ((string.digits, 11), (WORD, 35))),
    ("Notion", "secret_", ((WORD, 43),)),
    ("Airtable", "pat", ((WORD, 14), ".", (HEX, 64))),
    ("Atlassian", "ATATT3xFfGF0", ((URL_SAFE, 171), "=", (UPPER, 8))),
    ("Figma", "figd_", ((URL_SAFE, 39), (WORD, 1))),
    ("Postman", "PMAK-", ((HEX, 24), "-", (HEX, 34))),
    ("Sentry", "sntrys_", ((WORD, 120), "_", (BASE64, 42), (WORD, 1))),
    ("Grafana", "glsa_", ((WORD, 32), "_", (HEX, 8))),
    ("New Relic", "NRAK-", ((UPPER, 27),)),
    ("Dynatrace", "dt0c01.", ((UPPER, 24), ".", (UPPER, 64))),
    ("SonarQube", "squ_", ((HEX, 40),)),
    ("CircleCI", "CCIPAT_", ((WORD, 22), "_", (HEX, 40))),
    ("Tailscale", "tskey-auth-", ((WORD, 12), "CNTRL-", (WORD, 32))),
    ("Square", "sq0atp-", ((URL_SAFE, 21), (WORD, 1))),
    ("Shopify", "shpat_", ((HEX, 32),)),
    ("Google", "AQ.Ab8RN6", ((URL_SAFE, 43), (WORD, 1))),
    ("Tavily", "tvly-dev-", ((WORD, 32),)),
    ("Microsoft Teams", "https://acme.webhook.office." + "com/webhookb2/", ((HEX, 36), "@", (HEX, 36))),
    ("crates.io", "cio", ((WORD, 32),)),
    ("NuGet", "oy2", ((LOWER, 43),)),
    ("Clojars", "CLOJARS_", ((LOWER, 60),)),
    ("Cloudflare", "v1.0-", ((HEX, 24), "-", (HEX, 146))),
    ("Render", "rnd_", ((WORD, 28),)),
    ("1Password", "ops_eyJ", ((BASE64, 300), (WORD, 1))),
    ("Bitbucket", "ATBB", ((WORD, 32),)),
    ("HubSpot", "pat-na1-", ((HEX, 8), "-", (HEX, 4), "-", (HEX, 4), "-", (HEX, 4), "-", (HEX, 12))),
    ("Contentful", "CFPAT-", ((URL_SAFE, 42), (WORD, 1))),
    ("Typeform", "tfp_", ((WORD, 59),)),
    ("Sentry", "sntryu_", ((HEX, 64),)),
    ("New Relic", "NRII-", ((URL_SAFE, 31), (WORD, 1))),
    ("PostHog", "phx_", ((WORD, 43),)),
    ("Sourcegraph", "sgp_", ((HEX, 16), "_", (HEX, 40))),
    ("Buildkite", "bkua_", ((LOWER, 40),)),
    ("Square", "EAAA", ((URL_SAFE, 59), (WORD, 1))),
    ("Facebook", "EAAC", ((WORD, 120),)),
    ("Flutterwave", "FLWSECK-", ((HEX, 32), "-X")),
    ("EasyPost", "EZAK", ((WORD, 54),)),
    ("Alibaba", "LTAI5t", ((WORD, 18),)),
    ("Artifactory", "AKCp", ((WORD, 69),)),
    ("OpenShift", "sha256~", ((URL_SAFE, 42), (WORD, 1))),
    ("ReadMe", "rdme_", ((LOWER, 70),)),
    ("Apify", "apify_api_", ((WORD, 36),)),
    ("Mapbox", "sk.eyJ", ((WORD, 60), ".", (URL_SAFE, 21), (WORD, 1))),
    ("Fly.io", "fm2_", ((BASE64, 200), (WORD, 1))),
    ("Vercel", "vercel_blob_rw_", ((WORD, 16), "_", (WORD, 30))),
)
_AZURE = (
    (
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=§;EndpointSuffix=core.windows.net",
        (BASE64, 86),
        "==",
    ),
    ("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=§", (BASE64, 43), "="),
    ("https://shop.blob.core.windows.net/a?sv=2024-11-04&se=2026-01-01&sig=§&sp=r", (WORD, 43), "%3D"),
)

_PUBLIC_HEAD = re.compile("https://acme[^/]+/webhookb2/|https://|[0-9]+:(?=AA)")
"""What a token begins with and need not be hidden: a host, a scheme, the number of a bot."""

_AROUND = {
    "prose": "Please deploy with § and tell me whether it works.",
    "end of a sentence": "The new one is §.",
    "brackets": "It fails (with §), see above.",
    "assignment": "API_TOKEN=§\nDEBUG=true\n",
    "export": "export SERVICE_TOKEN=§ && make deploy",
    "JSON": '{"name": "ci", "token": "§", "retries": 3}',
    "JSON in a string": '"{\\"token\\": \\"§\\", \\"a\\": 1}"',
    "YAML": "deploy:\n  token: §\n  region: eu\n",
    "Python": 'client = Client("§", timeout=3)',
    "JavaScript": "const client = new Client('§');",
    "curl": 'curl -H "X-Api-Key: §" https://api.example.com/v1/me',
    "URL": "https://api.example.com/v1/me?access_token=§&page=2",
    "added line": "@@ -1,2 +1,3 @@\n context\n+  token: §\n",
    "removed line": "@@ -1,3 +1,2 @@\n-§\n context\n",
    "code span": "Use `§` for staging.",
    "list": "- one\n- §\n- three\n",
    "table": "| name | value |\n| --- | --- |\n| token | § |\n",
    "two on a line": "§ and § again",
    "escaped line break": "first line\\n§\\nlast line",
    "Chinese": "请用§部署。",
    "long line": "var a=1;" * 3000 + 'x("§");' + "var b=2;" * 3000,
}

_PASSWORDS = (
    *("hunter2Xy!", "Tr0ub4dor&3", "kX9#mP2$vL", "Zw7!qRt5", "p4x!Wq9z", "9fK-2mQ!x7", "Sommer2019!", "gT5$rE3@wQ1z"),
    *(
        "m0nkeyWrench7",
        "aB3dE5fG7h",
        "Xk3!mmm1",
        "correct!Horse9",
        "vR2-uN8_pQ4!",
        "L3tM31nPl34z3",
        "qz81kd02mf",
        "B4n4n4Br34d!",
    ),
)
_PASSWORD_PLACES = {
    "Python": 'password = "§"',
    "Python, typed": "db_password: str = '§'",
    "subscript": 'config["password"] = "§"',
    "JavaScript": "const dbPassword = '§';",
    "object": "{ user: 'app', password: '§' }",
    "Go": 'password := "§"',
    "Ruby": ":password => '§',",
    "call": 'user.set_password("§")',
    ".env": "DB_PASSWORD=§\n",
    "export": "export PGPASSWORD='§'\n",
    "YAML": "database:\n  password: §\n",
    "YAML, quoted": '  password: "§"\n',
    "JSON": '{"username": "app", "password": "§"}',
    "container": "env:\n  - name: DB_PASSWORD\n    value: §\n",
    "option": "mysql --user root --password §",
    "option with =": "redis-cli --pass=§ ping",
    "XML": "<user>app</user><password>§</password>",
    "connection string": "Server=db;User Id=sa;Password=§;Encrypt=true",
    "properties": "spring.datasource.password=§",
    "SQL": "ALTER USER app WITH PASSWORD '§';",
    "prose": "the staging password is § by the way",
    "prose, code span": "The password is `§`.",
    "prose, of something": "The password for the admin account is §",
    "prose, changed": "please change the DB password to § and restart",
    "colon": "login: app\nPassword: §\n",
    "bold": "- **Password**: §",
    "bold and code": "**Password:** `§`",
    "in brackets": "Password (staging): §",
    "added line": "+DB_PASSWORD=§",
    "login form": "curl -d 'username=app&password=§' https://x.example/login",
}
_OTHER_PLACES = {
    "curl": "curl -u app:§ https://api.example.com/v1/me",
    "curl, quoted": 'curl --user "app:§" https://api.example.com/v1/me',
    "Go": 'sql.Open("mysql", "app:§@tcp(db:3306)/shop?parseTime=true")',
    "arrow": "DB password → §",
    "table": "| what | value |\n| --- | --- |\n| DB password | § |\n",
    "without a sign": "the wifi password §",
    "several words": 'passphrase: "correct § battery staple"',
}
_KEY_PLACES = {
    "Python": 'SECRET_KEY = "§"',
    ".env": "JWT_SECRET=§\n",
    ".env, quoted": 'STRIPE_WEBHOOK_SECRET="§"\n',
    "AWS": "aws_secret_access_key = §",
    "YAML": "  client_secret: §",
    "JSON": '{"clientId": "web", "clientSecret": "§"}',
    "camel case": "apiKey: '§',",
    "header": "X-Auth-Token: §",
    "query": "https://api.example.com/items?api_key=§&limit=3",
    "prose": "my api key is § please use it",
    "colon": "API key: §",
    "Terraform": 'access_key = "§"',
    ".npmrc": "//registry.example.com/:_authToken=§",
    "option": "deploy --token § --region eu",
    "named pair": '{"name": "SESSION_SECRET", "value": "§"}',
    "Authorization": "Authorization: Bearer §",
    "fetch": "headers: { Authorization: `Bearer §` }",
    "code": 'signing_key = b"§"',
    "without a sign": "use the api key § for it",
    "Ethereum": "PRIVATE_KEY=0x§",
}
_URLS = (
    "postgres://app:§@db.internal:5432/shop",
    "DATABASE_URL=postgresql+asyncpg://app:§@localhost/shop",
    "mongodb+srv://app:§@cluster0.mongodb.net/?retryWrites=true",
    "redis://:§@cache:6379/0",
    "amqp://app:§@mq.internal:5672/%2f",
    "git clone https://alice:§@git.example.com/shop.git",
    "see <https://app:§@ci.example.com/job/1> for it",
    '"url": "mysql://app:§@db/shop"',
)


def seeds() -> list[Seed]:
    """Every secret of the collection, the same at each call."""
    lot = random.Random(20_260_801)  # noqa: S311 -- the same texts each time
    made = [*_tokens(lot), *_keys(lot), *_web_tokens(lot), *_urls(lot), *_credentials(lot)]
    return [*made, *_azure(lot), *_assigned(lot), *_others(lot), *_private_keys(lot), *_long_lines(lot)]


def _draw(lot: random.Random, alphabet: str, length: int) -> str:
    return "".join(lot.choice(alphabet) for _ in range(length))


def _token(lot: random.Random, prefix: str, parts: tuple[tuple[str, int] | str, ...]) -> str:
    return prefix + "".join(part if isinstance(part, str) else _draw(lot, *part) for part in parts)


def _tokens(lot: random.Random) -> list[Seed]:
    """Each vendor's token in prose and in three other places."""
    others = cycle(_AROUND.items())
    made = []
    for vendor, prefix, parts in _TOKENS:
        for context, text in [("prose", _AROUND["prose"]), *(next(others) for _ in range(3))]:
            token = _token(lot, prefix, parts)
            made.append(Seed(vendor, context, text.replace(PLACE, token), _PUBLIC_HEAD.sub("", token)))
    return made


def _azure(lot: random.Random) -> list[Seed]:
    secrets = [(text, _draw(lot, *drawn) + end) for text, drawn, end in _AZURE]
    return [Seed("Azure", "connection string", text.replace(PLACE, secret), secret) for text, secret in secrets]


def _keys(lot: random.Random) -> list[Seed]:
    """Random values without a prefix, known by the names in front of them."""
    kinds = ((HEX, 32), (HEX, 64), (WORD, 32), (URL_SAFE[:-2], 43), (BASE64, 40), (LOWER, 40))
    return [
        Seed("assigned key", context, text.replace(PLACE, secret), secret)
        for context, text in _KEY_PLACES.items()
        for secret in (_draw(lot, *kind) for kind in kinds)
    ]


def _assigned(lot: random.Random) -> list[Seed]:
    """Passwords as people choose them."""
    return [
        Seed("password", context, text.replace(PLACE, secret), secret)
        for context, text in _PASSWORD_PLACES.items()
        for secret in lot.sample(_PASSWORDS, 4)
    ]


def _web_tokens(lot: random.Random) -> list[Seed]:
    made = []
    for context in ("prose", "JSON", "curl", "assignment", "code span", "Python"):
        head = _encoded(json.dumps({"alg": lot.choice(("HS256", "RS256")), "typ": "JWT"}))
        body = _encoded(json.dumps({"sub": str(lot.randrange(10**9)), "exp": lot.randrange(10**9)}))
        secret = f"{head}.{body}.{_draw(lot, WORD, 43)}"
        made.append(Seed("JWT", context, _AROUND[context].replace(PLACE, secret), secret))
    return made


def _encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _urls(lot: random.Random) -> list[Seed]:
    return [
        Seed("URL", url.partition(":")[0], url.replace(PLACE, secret), secret)
        for url in _URLS
        for secret in (_draw(lot, WORD, 14), _draw(lot, LOWER, 20), "zebra-crossing")
    ]


def _credentials(lot: random.Random) -> list[Seed]:
    made = []
    for text in (
        "Authorization: Basic §",
        "curl -H 'authorization: basic §' https://x.example",
        '"Authorization": "Basic §"',
    ):
        secret = base64.b64encode(f"app:{_draw(lot, WORD, 12)}".encode()).decode()
        made.append(Seed("Basic", text[:12], text.replace(PLACE, secret), secret))
    return made


def _others(lot: random.Random) -> list[Seed]:
    made = [
        Seed("password", context, text.replace(PLACE, secret), secret)
        for context, text in _OTHER_PLACES.items()
        for secret in lot.sample(("Xk3!mmm1", "Zw7!qRt5", "p4x!Wq9z", "gT5$rE3#wQ1z", "Qx7#Lm2p"), 3)
    ]
    for _ in range(3):
        user = base64.b64encode(f"ci:{_draw(lot, WORD, 20)}".encode()).decode()
        key = f"-----BEGIN EC PRIVATE KEY-----\n{_draw(lot, BASE64, 64)}\n{_draw(lot, BASE64, 64)}"
        encoded = base64.b64encode(key.encode()).decode()
        django = "".join(
            lot.sample("abcdefghijkmnpqrstuvwxyz", 16) + lot.sample("23456789", 6) + list("!@#$%^&*(-_=+)")
        )
        made += [
            Seed("Docker configuration", "JSON", f'{{"auths": {{"ghcr.io": {{"auth": "{user}"}}}}}}', user),
            Seed("kubectl configuration", "YAML", f"users:\n- user:\n    client-key-data: {encoded}\n", encoded),
            Seed("Django", "Python", f"SECRET_KEY = 'django-insecure-{django}'", django),
        ]
    return made


def _private_keys(lot: random.Random) -> list[Seed]:
    made = []
    for label in ("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"):
        lines = [_draw(lot, BASE64, 64) for _ in range(12)]
        head, foot = f"-----BEGIN {label}-----", f"-----END {label}-----"
        whole = "\n".join([head, *lines, foot])
        made += [
            Seed("private key", "block", f"Here it is:\n{whole}\nPlease install it.", whole),
            Seed("private key", "escaped", json.dumps({"key": whole}), json.dumps(whole)[1:-1]),
            Seed(
                "private key", "indented", "key: |\n" + "".join(f"    {line}\n" for line in whole.split("\n")), lines[5]
            ),
            Seed("private key", "added lines", "".join(f"+{line}\n" for line in whole.split("\n")), lines[11]),
            Seed("private key", "cut off", "\n".join([head, *lines[:4]]) + "\n\nThat is the top of it.", lines[3]),
            Seed("private key", "CRLF", whole.replace("\n", "\r\n"), lines[0]),
        ]
    return made


def _long_lines(lot: random.Random) -> list[Seed]:
    """A secret in the middle of a line of a megabyte."""
    filler = 'function f(a,b){return a?b:"x"};' * 16_384
    secrets = [
        "ghp_" + _draw(lot, WORD, 36),
        "sk-ant-api03-" + _draw(lot, WORD, 93) + "AA",
        "AKIA" + _draw(lot, BASE32, 16),
    ]
    return [Seed("long line", "1 MB", f'{filler}k("{secret}");{filler}', secret) for secret in secrets]

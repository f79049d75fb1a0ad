"""Texts that look as if they held a secret and hold none, as developers write and paste them."""

from __future__ import annotations

import base64
import random
import string
import uuid
from typing import NamedTuple

HEX = "0123456789abcdef"
WORD = string.ascii_letters + string.digits
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class LookAlike(NamedTuple):
    """A text without a secret."""

    group: str
    text: str


_PROSE = (
    "The token expires after 15 minutes; then the user signs in again.",
    "Users who forget their password can reset it by e-mail.",
    "Password is required and must have at least 8 characters.",
    "The password must contain one upper-case letter, one digit and one of !@#$%^&*.",
    "Please store the secret in AWS Secrets Manager, never in code.",
    "What is the token type? It is a JWT signed with RS256.",
    "The API key is read from the environment variable OPENAI_API_KEY.",
    "The access token is stored in localStorage under auth_token.",
    "Make sure that the password is hashed with bcrypt (cost 12) or argon2id.",
    "The secret is rotated every 90 days by the platform team.",
    "Our token budget is 200k tokens; max_tokens: 4096 per call.",
    "A passphrase is longer than a password, and easier to remember.",
    "the api key for prod is in 1Password, ask ops",
    "The password is wrong in 3 of 10 attempts, see issue #4521.",
    "Refresh tokens are opaque; access tokens are JWTs (RFC 7519).",
    "password is SHA-256 hashed before it is compared",
    "token is base64url-encoded, not encrypted",
    "The token is valid for 24h and the refresh token for 7d.",
    "change the password to something stronger",
    "Set the password to be at least 12 characters long in the policy.",
    "Bearer token authentication is used; send `Authorization: Bearer <token>`.",
    "We use basic authentication over TLS for the internal endpoints.",
    "Basic functionality first: login, logout, forgot-password.",
    "Basic authentication-middleware is tested in tests/auth/test_basic.py.",
    "Add a feature flag called secret-santa-2024 to the config.",
    "The secret: keep functions small.",
    "Key: value pairs are parsed by the tokenizer; each token: a word or a sign.",
    "the token is in specs/001-login/contracts/auth.yaml:42",
    "I changed the password field to type=password and the label to Passwort.",
    "Passwords: hashed. Tokens: signed. Secrets: mounted.",
    "FR-014: the system MUST NOT log the password, the token or the API key.",
    "T023 [P] [US2] Validate token expiry in src/auth/token_service.py",
    "The password reset token is single-use (see FR-007, AC-002).",
    "Rename api_key to apiKey in OrderService2 and PaymentV3Client.",
    "api key: see the README; secret: ask the platform team",
    "In step 3 the access token is exchanged for an ID token with PKCE and S256.",
    "The credential is a WebAuthn public key with alg -7 (ES256).",
    "token: the smallest unit of text that a model reads",
    "My password manager is KeePassXC 2.7.9 and that is fine.",
    "The password is at most 72 bytes, as bcrypt wants it.",
)
_CODE = (
    "interface Login { username: string; password: string; token?: string | null }",
    "type Props = { apiKey: string, secret?: string, onToken: (token: string) => void }",
    "def login(username: str, password: str, api_key: str | None = None) -> Token:",
    "password: str = Field(min_length=8, max_length=128)",
    "password = os.environ['DB_PASSWORD']",
    'api_key = os.getenv("OPENAI_API_KEY")',
    "const apiKey = process.env.STRIPE_SECRET_KEY!;",
    "token = request.headers.get('Authorization', '').removeprefix('Bearer ')",
    "secret_key = settings.SECRET_KEY",
    "const token = await getAccessTokenSilently({ audience: AUTH0_AUDIENCE });",
    "access_token = create_access_token(data={'sub': user.email}, expires_delta=timedelta(minutes=30))",
    "hashed_password = pwd_context.hash(password)",
    "if (password !== confirmPassword) { setError('Passwords do not match'); }",
    "password: z.string().min(8).regex(/^(?=.*[A-Z])(?=.*\\d).+$/)",
    "token = secrets.token_urlsafe(32)",
    "SECRET_KEY = get_random_secret_key()",
    '<input type="password" name="password" id="password1" autocomplete="current-password" required>',
    '<label for="password">Password:</label><input id="password2" placeholder="At least 8 characters">',
    '<form:password path="password" cssClass="form-control2"/>',
    "{ name: 'password', label: 'Password', type: 'password', rules: [required, min8] }",
    'errors: { password: "Password must be at least 8 characters", token: "Invalid or expired token" }',
    "secret: { type: String, required: true, select: false }",
    "token_type: bearer",
    '{"token_type": "bearer", "expires_in": 3600, "scope": "read:items write:items"}',
    'password: "${DB_PASSWORD}"',
    "PASSWORD=${POSTGRES_PASSWORD:?must be set}",
    "password: {{ vault_db_password }}",
    "password: <%= ENV['DB_PASSWORD'] %>",
    "  password: ${{ secrets.DB_PASSWORD }}",
    "  token: ${{ secrets.GITHUB_TOKEN }}",
    "  GITHUB_TOKEN: ${{ github.token }}",
    "API_TOKEN=$API_TOKEN npm publish",
    'PGPASSWORD="$PGPASSWORD" psql -h localhost',
    "set DB_PASSWORD=%DB_PASSWORD%",
    '--password $PASSWORD --token "$TOKEN"',
    "--password-file /run/secrets/db_password",
    "password_hash = Column(String(255), nullable=False)",
    "reset_token_expires_at = Column(DateTime(timezone=True))",
    "password_reset_token VARCHAR(64) UNIQUE",
    "password VARCHAR(255) NOT NULL,",
    "token = lexer.next_token()",
    "eos_token_id: 50256, pad_token: '<|endoftext|>'",
    "tokenizer.add_special_tokens({'pad_token': '[PAD]'})",
    "private key: PrivateKey = load_key(path)",
    "private final String apiKey;",
    "public record Token(String value, Instant expiresAt) {}",
    "token: CancellationToken2 = default",
    "if token.kind == TokenKind.Identifier2: advance()",
    "credentials: 'include'",
    'credentials: "same-origin"',
    "getServerSideProps({ req, token: ctx.token2 })",
    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db-credentials-2\ntype: Opaque\n",
    "secretKeyRef:\n  name: postgres-secret\n  key: password\n",
    "envFrom:\n  - secretRef:\n      name: app-secrets-v2\n",
    "imagePullSecrets:\n  - name: regcred2\n",
    "volumes:\n  - name: tls\n    secret:\n      secretName: web-tls-2024\n",
    'secret_name = "prod/shop/database-v2"',
    "kubectl create secret generic app-secret-2 --from-env-file=.env",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-a1B2c3",
    "aws secretsmanager get-secret-value --secret-id shop/db2",
    'csrf_token = "{{ csrf_token() }}"',
    "const [password, setPassword] = useState('');",
    "getByLabelText(/password/i)",
    "await page.fill('#password', user.password)",
    "expect(res.body.token).toMatch(/^[\\w-]+\\.[\\w-]+\\.[\\w-]+$/)",
    "password: Tests.password1 // from the fixture",
    "const PASSWORD_REGEX = /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9]).{8,}$/;",
    ".password-strength-meter2 { color: #3fa9f5; width: calc(100% - 12px); }",
    'a[href*="token"]::after { content: "\\2197"; }',
    "/api/v1/auth/reset-password/:token",
    "GET /users/{id}/tokens?page=2&per_page=50",
    "POST /auth/token -> 200 {access_token, refresh_token, token_type}",
    'rate_limit(key="login:{username}:{ip}", limit=5)',
    "react key: `item-${id}-row2`",
    'cache_key = f"user:{user_id}:v2"',
    "primary_key: true, foreign_key: user_id2",
    "idempotency_key: order.uuid",
    'ssh-keygen -t ed25519 -C "ci@example.com" -f ~/.ssh/id_ed25519',
    "private_key_path: ~/.ssh/id_rsa2",
    "private_key: /etc/ssl/private/server-2024.key",
    "GOOGLE_APPLICATION_CREDENTIALS=/var/secrets/google/key2.json",
    'api_key_header = APIKeyHeader(name="X-API-Key")',
    'jwt.decode(token, key, algorithms=["HS256"])',
    'oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")',
    'docker login -u "$USER" --password-stdin ghcr.io',
    "auth: { type: 'oauth2', tokenUrl: 'https://auth.example.com/oauth/token2' }",
    '  "passport-jwt": "^4.0.1", "jsonwebtoken": "^9.0.2",',
    "import { TokenService2 } from '@/auth/token-service2'",
)
_PLACEHOLDERS = (
    *("your-api-key-here", "YOUR_API_KEY", "<your-token>", "changeme", "change-me-in-production", "xxxxxxxxxxxxxxxx"),
    *(
        "********",
        "...",
        "sk-...",
        "sk-ant-...",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "placeholder",
        "replace_me",
    ),
    *("insert-token-here", "dummy-token-for-tests", "example-secret-key", "test", "secret", "password", "password123"),
    *("TestPassword123!", "SecurePass123!", "test1234", "admin123", "my-super-secret-key", "super-secret-jwt-key"),
    *("your_jwt_secret_key_min_32_chars", "test-secret-key-for-testing-only-32chars", "[REDACTED]", "REDACTED"),
    *(
        "sk_test_...",
        "sk-proj-xxxxxxxxxxxxxxxxxxxxxxxx",
        "abc123",
        "foobar",
        "none",
        "null",
        "true",
        "undefined",
        "string",
    ),
    *(
        "<password>",
        "{password}",
        "$PASSWORD",
        "${PASSWORD}",
        "%PASSWORD%",
        "{{ password }}",
        "@Value",
        "TODO",
        "1234567890",
    ),
    *("dev-secret-do-not-use", "local-development-only", "super-secret", "not-a-real-token", "fake-token-for-tests"),
)
_PLACEHOLDER_PLACES = (
    'API_KEY="{}"',
    "DB_PASSWORD={}",
    "  password: {}",
    '{{"token": "{}"}}',
    "const secret = '{}';",
    "--token {}",
    "the password is {}",
    "Authorization: Bearer {}",
    "postgres://app:{}@localhost:5432/shop",
    "X-Api-Key: {}",
)
_JWT_EXAMPLE = (
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ."
    "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
)
_PUBLISHED = (
    "AKIA" + "IOSFODNN7EXAMPLE",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY",
    "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "sk_test_" + "BQokikJOvBiI2HlWgH4olfQ2",
    _JWT_EXAMPLE,
    "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    "Authorization: Basic dXNlcm5hbWU6cGFzc3dvcmQ=",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
    'token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9..."',
    "token: 550e8400-e29b-41d4-a716-446655440000",
    "api_key: 123e4567-e89b-12d3-a456-426614174000",
    "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    "-----BEGIN RSA PRIVATE KEY-----\\n<key>\\n-----END RSA PRIVATE KEY-----",
    "Lines between -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY----- are redacted.",
    "https://user:password@example.com/path",
    "postgresql://postgres:postgres@localhost:5432/postgres",
    "postgresql://user:pass@host/dbname",
    "mongodb://<user>:<password>@cluster.example.net/db",
    "redis://localhost:6379/0, then mail ops@example.com",
    "http://localhost:3000 or http://127.0.0.1:8000/docs, user@example.com",
    "ssh://git@github.com:22/acme/shop.git and git@github.com:acme/shop.git",
    "https://${USER}:${TOKEN}@git.example.com/shop.git",
    "https://x-access-token:${{ secrets.PAT }}@github.com/acme/shop",
)
_PUBLIC_IDS = (
    *(
        "price_1{w24}",
        "prod_{w14}",
        "pi_3{w23}",
        "cus_{w14}",
        "sub_1{w24}",
        "evt_1{w24}",
        "pk_test_{w24}",
        "pk_live_{w24}",
    ),
    *("req_{w14}", "acct_1{w16}", "org-{w24}", "file-{w24}", "asst_{w24}", "run_{w24}", "msg_{w24}", "toolu_{w24}"),
    *("UA-{d8}-1", "G-{u10}", "i-0{h17}", "vpc-0{h17}", "ami-0{h17}", "sha256:{h64}", "build-{h7}", "v1.2.3-{h7}"),
    *("projects/{d12}/secrets/db", "app.{h20}.js", "chunk-{w8}.mjs", "index-{w8}.css", "AC{h32}", "phc_{w43}"),
)


def lookalikes() -> list[LookAlike]:
    """Every look-alike of the collection, the same at each call."""
    lot = random.Random(19_700_101)  # noqa: S311 -- the same texts each time
    written = [
        *(LookAlike("prose", text) for text in _PROSE),
        *(LookAlike("prose", "> " + text.upper()) for text in _PROSE),
        *(LookAlike("code", text) for text in _CODE),
        *(LookAlike("code", "+" + text.replace("\n", "\n+")) for text in _CODE),
        *(LookAlike("placeholder", place.format(word)) for word in _PLACEHOLDERS for place in _PLACEHOLDER_PLACES),
        *(LookAlike("published example", text) for text in _PUBLISHED),
    ]
    return [*written, *_hashes(lot), *_identifiers(lot), *_encoded(lot), *_minified(lot), *_words(lot)]


def _draw(lot: random.Random, alphabet: str, length: int) -> str:
    return "".join(lot.choice(alphabet) for _ in range(length))


def _hashes(lot: random.Random) -> list[LookAlike]:
    places = (
        "commit {h40}",
        "git checkout {h40} -- src",
        "Merge {h7} into {h7}",
        "{h64}  dist/shop-1.2.0.tar.gz",
        "md5: {h32}",
        'etag: "{h32}"',
        "FROM python:3.12@sha256:{h64}",
        "-        uses: actions/checkout@{h40}",
        '"gitHead": "{h40}", "shasum": "{h40}"',
        'checksum = "{h64}"',
        "    --hash=sha256:{h64} \\",
        "resolution: {{integrity: sha512-{b86}==}}",
        '"integrity": "sha512-{b86}==",',
        "integrity sha1-{b27}=",
        '<script integrity="sha384-{b64}" crossorigin="anonymous"></script>',
        "h1:{b43}=",
        "tree {h40}\nparent {h40}",
        "index {h7}..{h7} 100644",
        "Etag {h40}, see token.py",
        "password.py | {h40}",
    )
    return [LookAlike("hash", _filled(lot, place)) for place in places for _ in range(12)]


def _identifiers(lot: random.Random) -> list[LookAlike]:
    made = [LookAlike("public id", f"id: {_filled(lot, place)}") for place in _PUBLIC_IDS for _ in range(6)]
    for _ in range(40):
        some = str(uuid.UUID(int=lot.getrandbits(128), version=4))
        ulid = "01J" + _draw(lot, CROCKFORD, 23)
        made += [
            LookAlike("UUID", f"GET /orders/{some} returned 500"),
            LookAlike("UUID", f'{{"id": "{some}", "session": "{some}"}}'),
            LookAlike("ULID", f"uid: {ulid}"),
            LookAlike("ULID", f"see record {ulid} in history/prompts"),
        ]
    return made


def _encoded(lot: random.Random) -> list[LookAlike]:
    made = []
    for size in (40, 200, 1500, 6000):
        data = base64.b64encode(b"\x89PNG\r\n\x1a\n" + lot.randbytes(size)).decode()
        made += [
            LookAlike("base64", f"![logo](data:image/png;base64,{data})"),
            LookAlike("base64", f"background: url('data:image/png;base64,{data}');"),
            LookAlike("base64", f'"font": "data:font/woff2;base64,{data}"'),
            LookAlike("base64", f"//# sourceMappingURL=data:application/json;base64,{data}"),
            LookAlike("base64", "\n".join(data[at : at + 76] for at in range(0, len(data), 76))),
        ]
    for _ in range(8):
        lines = "\n".join(_draw(lot, WORD + "+/", 64) for _ in range(12))
        made += [
            LookAlike("certificate", f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----"),
            LookAlike("certificate", f"-----BEGIN PUBLIC KEY-----\n{lines}\n-----END PUBLIC KEY-----"),
            LookAlike("public key", f"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{_draw(lot, WORD, 43)} ada@example.com"),
            LookAlike("public key", f"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB{_draw(lot, WORD, 340)}== ci"),
        ]
    return made


def _minified(lot: random.Random) -> list[LookAlike]:
    """Long lines of code, colours, paths, SVG."""
    made = []
    for _ in range(30):
        names = [_draw(lot, string.ascii_letters, 1) for _ in range(6)]
        code = "".join(
            f"function {a}(e,t){{return e.token&&t.password?{b}(e.secret,t.apiKey):{c}[{lot.randrange(999)}]}};"
            for a, b, c in (lot.sample(names, 3) for _ in range(40))
        )
        colours = ";".join(f"--c{n}:#{_draw(lot, HEX, 6)}" for n in range(20))
        path = " ".join(f"M{lot.randrange(999)}.{lot.randrange(99)}L{lot.randrange(999)}" for _ in range(60))
        made += [
            LookAlike("minified", code),
            LookAlike("colours", f":root{{{colours}}}"),
            LookAlike("SVG", f'<path d="{path}" class="token-{lot.randrange(9)}"/>'),
        ]
    return made


def _words(lot: random.Random) -> list[LookAlike]:
    """Names with the letters of a prefix in them."""
    words = (
        *("task-management-dashboard-component", "risk-assessment-service-for-payments", "ask-me-anything-about-this"),
        *(
            "disk-encryption-at-rest-and-in-transit",
            "flask-sqlalchemy-extension-registry",
            "sk-toggleable__label-arrow",
        ),
        *("npm_config_registry_and_cache_folder_path", "npm_package_dependencies_react_router_dom"),
        *("hf_hub_download_and_cache_model_files_locally", "glpat-documentation-for-administrators"),
        *("monkey-patching-the-request-session-object", "keyboard-navigation-in-the-token-list"),
        *("AKIARA-Kitchen-Interior-Architecture", "ASIAPACIFICNORTHEASTREGION", "SKUNUMBERANDDESCRIPTION"),
        *("xoxo-from-the-whole-team-at-the-office", "xai-explainable-artificial-intelligence-toolkit"),
        *("re_validate_the_whole_configuration_file", "pattern.matching.in.python.three.ten.and.later"),
        *("dapi-dapi-doo-this-is-a-song-about-apis", "whsec_documentation_page_and_its_sections"),
        *("vercel_blob_rw_permissions_and_how_they_work", "pypi-AgEnts-and-how-they-find-their-packages-today"),
    )
    places = (
        "Rename {} to something shorter.",
        "specs/003-{}/spec.md",
        "see `{}` in the docs",
        "git checkout -b feat/{}",
    )
    return [LookAlike("word", place.format(word)) for word in words for place in places]


def _filled(lot: random.Random, place: str) -> str:
    """A template with its fields drawn: `{h40}` is forty hexadecimal digits, `w` words, `b` base64, `d` digits."""
    alphabets = {"h": HEX, "w": WORD, "b": WORD + "+/", "d": string.digits, "u": string.ascii_uppercase + string.digits}
    fields = {f"{kind}{n}": None for kind in alphabets for n in range(1, 100)}
    for name in fields:
        while "{" + name + "}" in place:
            place = place.replace("{" + name + "}", _draw(lot, alphabets[name[0]], int(name[1:])), 1)
    return place.replace("{{", "{").replace("}}", "}")

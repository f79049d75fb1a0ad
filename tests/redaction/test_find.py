"""What is found in a text, form by form; how often is measured in test_measured.py."""

from __future__ import annotations

import base64

import pytest

from specward.redaction import find
from specward.redaction.secret import Secret, merged

TOKEN = "ghp_" + "aB3dE5fG7hI9kL1mN3oP5qR7sT9uV1wX3yZ5"
BODY = "\n".join(["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"] * 3)
PEM = f"-----BEGIN PRIVATE KEY-----\n{BODY}\n-----END PRIVATE KEY-----"


def found(text: str, *known: str) -> list[tuple[str, str]]:
    """Rule and text of each secret."""
    named = [("NAME", value) for value in known]
    return [(secret.rule, text[secret.start : secret.end]) for secret in find(text, named)]


def test_a_text_without_a_secret_has_none() -> None:
    assert find("") == []
    assert find("The token expires after 15 minutes.") == []


def test_a_vendors_token_is_found_wherever_it_stands() -> None:
    for text in (
        TOKEN,
        f"({TOKEN})",
        f"'{TOKEN}',",
        f"x={TOKEN}&y=1",
        f"第{TOKEN}号",
        f"a\\n{TOKEN}\\n",
        f"q%3D{TOKEN}",
    ):
        assert [value for _, value in found(text)] == [TOKEN], text


def test_a_token_within_a_longer_word_is_none() -> None:
    assert found("x" + TOKEN) == []
    assert found("AKIA" + "QYLPMN5HHHFPZAM2" + "X") == []


def test_a_token_may_be_longer_than_today() -> None:
    longer = TOKEN + "aB3dE5fG7h" * 20
    assert found(f"{longer}.") == [("github-token", longer)]


@pytest.mark.parametrize(
    "made_up",
    [
        "ghp_" + "x" * 36,
        "ghp_" + "1234567890" + "aB3dE5fG7hI9kL1mN3oP5qR7sT",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "sk-ant-api03-your-api-key-goes-here-please",
        "glpat-documentation-for-administrators",
    ],
)
def test_a_token_that_somebody_made_up_is_none(made_up: str) -> None:
    assert found(f"use {made_up} here") == []


def test_a_private_key_is_found_as_a_whole() -> None:
    assert found(f"Install this:\n{PEM}\nThanks.") == [("private-key", PEM)]


def test_a_private_key_on_one_line_with_escapes_is_found_as_a_whole() -> None:
    one_line = PEM.replace("\n", "\\n")
    assert found(f'{{"private_key": "{one_line}"}}') == [("private-key", one_line)]


def test_a_private_key_without_its_end_is_found_as_far_as_it_goes() -> None:
    cut = PEM.partition("\n-----END")[0]
    assert found(f"{cut}\n\nThat is all I have.") == [("private-key", cut)]


def test_what_stands_between_two_private_keys_is_kept() -> None:
    assert [value for _, value in found(f"{PEM}\nand\n{PEM}\n")] == [PEM, PEM]


def test_a_private_key_that_is_only_hinted_at_is_none() -> None:
    for text in ("-----BEGIN PRIVATE KEY-----", PEM.replace(BODY, "..."), PEM.replace(BODY, "A" * 64)):
        assert found(text) == [], text


def test_a_text_about_private_keys_is_kept_whatever_stands_in_it() -> None:
    words = "It is checked with sha512-" + BODY.partition("\n")[0] + "; everything else is text. " * 20
    assert found(f"From -----BEGIN PRIVATE KEY----- on. {words} To -----END PRIVATE KEY----- at last.") == []


def test_a_public_key_or_a_certificate_is_no_secret() -> None:
    assert found(PEM.replace("PRIVATE", "PUBLIC")) == []
    assert found(PEM.replace("PRIVATE KEY", "CERTIFICATE")) == []


def test_a_private_key_in_base64_is_found_and_a_certificate_is_not() -> None:
    encoded = base64.b64encode(PEM.encode()).decode()
    assert found(f"client-key-data: {encoded}") == [("private-key", encoded)]
    other = base64.b64encode(PEM.replace("PRIVATE KEY", "CERTIFICATE").encode()).decode()
    assert found(f"certificate-authority-data: {other}") == []


def test_three_parts_are_a_web_token_only_with_a_json_header() -> None:
    body = base64.urlsafe_b64encode(b'{"sub":"42","role":"admin"}').decode().rstrip("=")
    head = base64.urlsafe_b64encode(b'{"alg":"HS256"}').decode().rstrip("=")
    token = f"{head}.{body}.{'aB3dE5fG7hI9kL1mN3oP5q'}"
    assert found(f"Cookie: session={token};") == [("jwt", token)]
    assert found(f"Cookie: session=eyJ{'x' * 20}.{body}.{'aB3dE5fG7hI9kL1mN3oP5q'}") == []


def test_of_a_url_only_the_password_is_a_secret() -> None:
    assert found("postgres://app:zebra@db/shop?x=1") == [("url-password", "zebra")]
    assert found("amqp://app:zeb@ra@mq") == [("url-password", "zeb@ra")]
    assert found("redis://:zebra@cache:6379/0") == [("url-password", "zebra")]


@pytest.mark.parametrize(
    "url",
    [
        "postgres://postgres:postgres@localhost/app",
        "postgres://user:password@localhost/app",
        "postgres://app:${DB_PASSWORD}@db/app",
        "postgres://app:<password>@db/app",
        "postgres://app:***@db/app",
        "postgres://app:$PASS@db/app",
        "http://localhost:8000/a@b",
        "http://localhost:8000, ada@example.com",
        "ssh://git@example.com:22/shop.git",
    ],
)
def test_a_url_without_a_real_password_has_none(url: str) -> None:
    assert found(url) == []


def test_a_password_in_a_data_source_name_is_found() -> None:
    assert found('"app:zebra-9@tcp(db:3306)/shop"') == [("url-password", "zebra-9")]


def test_basic_credentials_are_those_that_decode_to_a_name_and_a_password() -> None:
    def encoded(text: str) -> str:
        return base64.b64encode(text.encode()).decode()

    assert found(f"Authorization: Basic {encoded('ada:zebra-9')}") == [("authorization", encoded("ada:zebra-9"))]
    assert found(f"Authorization: Basic {encoded('username:password')}") == []
    assert found(f"Basic {encoded('authentication works')}") == []
    assert found("Basic authentication is enough.") == []


def test_a_password_that_curl_is_given_is_found() -> None:
    assert found("curl -u ada:zebra-9 https://x.example") == [("authorization", "zebra-9")]
    assert found("curl -u $USER:$PASSWORD https://x.example") == []


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ('password = "hunter2Xy!"', "hunter2Xy!"),
        ('password: str = "hunter2x"', "hunter2x"),
        ("DB_PASSWORD=a,b;c9!x", "a,b;c9!x"),
        ("export DB_PASSWORD_PROD='hunter2x'", "hunter2x"),
        ('config["password"] = "hunter2x"', "hunter2x"),
        ('{\\"password\\": \\"hunter2x\\"}', "hunter2x"),
        ("- name: DB_PASSWORD\n  value: hunter2x", "hunter2x"),
        ("<password>hunter2x</password>", "hunter2x"),
        ("login --password hunter2x --verbose", "hunter2x"),
        ("**Password:** `hunter2x`", "hunter2x"),
        ("| password | hunter2x |", "hunter2x"),
        ("?user=a&password=hunter2x&next=/", "hunter2x"),
        ("Server=db;Password=hunter2x;Encrypt=true", "hunter2x"),
        ('user.set_password("hunter2x")', "hunter2x"),
        ('password: "my own l0ngpass phrase"', "my own l0ngpass phrase"),
        ('"apiKey": "k8Jd7Hs6Gf5Ds4Aa"', "k8Jd7Hs6Gf5Ds4Aa"),
        ("aws_secret_access_key = " + "uB3/xK9+" * 5, "uB3/xK9+" * 5),
    ],
)
def test_the_value_behind_the_name_of_a_secret_is_found(text: str, secret: str) -> None:
    assert found(text) == [("assigned-secret", secret)]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("The staging password is hunter2x by the way", "hunter2x"),
        ("the password for the admin account is hunter2x.", "hunter2x"),
        ("change the DB password to hunter2x, please", "hunter2x"),
        ("my api key is k8Jd7Hs6Gf5Ds4Aa9Qw2", "k8Jd7Hs6Gf5Ds4Aa9Qw2"),
    ],
)
def test_a_secret_that_a_sentence_tells_is_found(text: str, secret: str) -> None:
    assert found(text) == [("spoken-secret", secret)]


@pytest.mark.parametrize(
    "text",
    [
        "password: string;",
        "password: str = Field(min_length=8)",
        "password = os.environ['DB_PASSWORD2']",
        "const token = process.env.API_TOKEN2;",
        "token = secrets.token_urlsafe(32)",
        "secret = get_secret(name2)",
        "password: ${DB_PASSWORD}",
        "token: ${{ secrets.TOKEN }}",
        "password: {{ vault_password }}",
        "API_KEY=your-api-key-here",
        "API_KEY=changeme",
        "password: TestPassword123!",
        "Password: required, at least 8 characters",
        "password is SHA-256 hashed",
        "token_type: bearer",
        "csrf_token: k8Jd7Hs6Gf5Ds4Aa",
        "nextPageToken: k8Jd7Hs6Gf5Ds4Aa",
        'secretName: "shop-db-2024"',
        "private_key: /etc/ssl/private/server2.key",
        "AWS::ApiGateway::ApiKey: 48205d4ffd7feba3",
        "token: sha256:" + "0f" * 32,
        "password=",
        'password=""',
    ],
)
def test_what_a_secrets_name_mostly_stands_before_is_none(text: str) -> None:
    assert found(text) == []


def test_a_long_value_is_found_to_its_end() -> None:
    value = "uB3xK9mQ" * 200
    assert found(f"AWS_SESSION_TOKEN={value}\n") == [("assigned-secret", value)]
    assert found(f"x = 1, session_token: {value}, y: 2") == [("assigned-secret", value)]


def test_a_known_value_is_found_as_a_whole_word_only() -> None:
    assert found("it is swordfish-9, and swordfish-99 is not", "swordfish-9") == [("known-value", "swordfish-9")]
    assert found("nothing", "", "swordfish-9") == []


def test_several_secrets_on_a_line_are_each_found() -> None:
    text = f"password=hunter2x token={TOKEN} postgres://a:zebra@db"
    assert [rule for rule, _ in found(text)] == ["assigned-secret", "github-token", "url-password"]


def test_places_that_overlap_are_one_under_the_name_of_the_first() -> None:
    places = [Secret("b", 4, 9), Secret("a", 0, 5), Secret("c", 9, 12), Secret("d", 0, 3)]
    assert [(one.rule, one.start, one.end) for one in merged(places)] == [("a", 0, 9), ("c", 9, 12)]
    assert found(f"token: {TOKEN}") == [("github-token", TOKEN)]


def test_offsets_hold_where_a_letter_has_a_longer_small_one() -> None:
    assert found("İİİ password = 'hunter2x'") == [("assigned-secret", "hunter2x")]


def test_only_one_character_is_longer_in_lower_case() -> None:
    longer = [code for code in range(0x110000) if len(chr(code).lower()) != 1]
    assert longer == [0x130]


def test_a_placeholder_and_what_stands_around_it_is_no_secret() -> None:
    mark = "[REDACTED:assigned-secret:0a1b2c3d]"
    for text in (
        mark,
        f"password={mark}",
        f'token: "{mark}"',
        f"postgres://a:{mark}@db",
        f"{mark}=hunter2x",
        f"x{mark}y",
    ):
        assert found(text, "0a1b2c3d", "assigned-secret", "REDACTED") == [], text

"""Calls that wait for something and let nothing else run meanwhile, by their dotted names."""

from __future__ import annotations

_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request"})
_OF_REDIS = frozenset(
    {
        *("get", "set", "setex", "setnx", "mget", "mset", "delete", "exists", "expire", "ttl", "incr"),
        *("decr", "hget", "hset", "hgetall", "hmget", "hdel", "lpush", "rpush", "lpop", "rpop", "blpop"),
        *("brpop", "lrange", "llen", "sadd", "srem", "smembers", "sismember", "zadd", "zrange", "zrem"),
        *("publish", "ping", "keys", "scan", "flushdb"),
    }
)
_OF_BOTO = frozenset(
    {
        *("put_object", "get_object", "head_object", "copy_object", "delete_object", "delete_objects"),
        *("list_objects", "list_objects_v2", "upload_file", "upload_fileobj", "download_file"),
        *("download_fileobj", "create_bucket", "send_message", "receive_message", "delete_message"),
        *("publish", "send_email", "send_raw_email", "invoke", "invoke_model", "get_secret_value"),
        *("put_item", "get_item", "query", "scan"),
    }
)
_OF_DATABASE = frozenset({"execute", "commit", "rollback"})
_OF_MAIL = frozenset({"connect", "login", "starttls", "sendmail", "send_message"})

FUNCTIONS = frozenset(
    {
        *("time.sleep", "os.system", "os.wait", "os.waitpid"),
        *(f"{library}.{verb}" for library in ("requests", "httpx") for verb in _VERBS),
        *("requests.api.get", "requests.api.post", "httpx.stream"),
        *("urllib.request.urlopen", "urllib.request.urlretrieve"),
        *(f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output", "getoutput")),
        *("subprocess.getstatusoutput", "socket.create_connection", "socket.getaddrinfo", "socket.gethostbyname"),
        *("psycopg.connect", "psycopg2.connect", "pymysql.connect", "MySQLdb.connect", "mysql.connector.connect"),
    }
)
"""Functions that block."""
CLIENTS = {
    **dict.fromkeys(("requests.Session", "requests.session", "httpx.Client"), _VERBS | {"send", "stream"}),
    **dict.fromkeys(("redis.Redis", "redis.StrictRedis", "redis.from_url", "redis.Redis.from_url"), _OF_REDIS),
    **dict.fromkeys(("boto3.client", "boto3.resource"), _OF_BOTO),
    **dict.fromkeys(("psycopg.connect", "psycopg2.connect", "pymysql.connect"), _OF_DATABASE),
    **dict.fromkeys(("smtplib.SMTP", "smtplib.SMTP_SSL"), _OF_MAIL),
}
"""What makes an object that has methods which block, and those."""

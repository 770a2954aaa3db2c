"""A local S3-compatible server that checks signatures, in a process of its own on a port the system chose."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import boto3

BUCKET = "zones"
POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
SERVE = """
from moto.server import ThreadedMotoServer
import logging, signal
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print("http://%s:%s" % server.get_host_and_port(), flush=True)
signal.pause()
"""
# The first requests make the user and the bucket; from then on every request must be signed by that user.
MAKING = 4


@dataclass(frozen=True)
class S3:
    """The server's address and the one user's keys."""

    url: str
    key: str
    secret: str

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to write there; nothing of the user's own configuration is read."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }


@contextmanager
def served() -> Iterator[S3]:
    """A server with one bucket and one user, who may do anything with S3."""
    environment = {**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": str(MAKING)}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout
        url = process.stdout.readline().strip()
        assert url, "the S3 server did not start"
        yield S3(url, *make_user(url))
    finally:
        process.kill()
        process.communicate()


def make_user(url: str) -> tuple[str, str]:
    """The user's keys; makes the bucket as well."""
    anyone = {"aws_access_key_id": "x", "aws_secret_access_key": "x", "region_name": "us-east-1"}
    iam = boto3.client("iam", endpoint_url=url, **anyone)
    iam.create_user(UserName="crawler")
    iam.put_user_policy(UserName="crawler", PolicyName="all", PolicyDocument=POLICY)
    keys = iam.create_access_key(UserName="crawler")["AccessKey"]
    boto3.client("s3", endpoint_url=url, **anyone).create_bucket(Bucket=BUCKET)
    return keys["AccessKeyId"], keys["SecretAccessKey"]

"""Brings a process its files: `python -c` of this text, in a container of its own that ends before Airflow starts.

AIRFLOW_CDKTF_FILES is JSON: {"bucket", "key", "version", "sha256", "copies": {to: [from, or from]},
"volumes": [{"folder", "at", "mode", "keeps"}]}. The object holds JSON: {path of a file: its contents in base64}.
A volume of Fargate is empty, belongs to root and hides what the image has in its folder: where the volume keeps that,
it is copied first; then come single files of the image, then ours. The last line says what was done, or why not.
"""
import base64
import hashlib
import importlib.util
import json
import os
import shutil
import stat
import sys

READ, EXECUTE = 0o444, 0o111


class Refused(Exception):
    """What a person reads."""


def fetch(order):
    """The object's bytes, of exactly the version that this release was made with."""
    where = "s3://%(bucket)s/%(key)s (version %(version)s)" % order
    try:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError as error:
        raise Refused("the image has no boto3 (%s): build it with Airflow's provider amazon" % error)
    config = Config(connect_timeout=10, read_timeout=60, retries={"mode": "standard", "total_max_attempts": 8})
    try:
        found = boto3.client("s3", config=config).get_object(
            Bucket=order["bucket"], Key=order["key"], VersionId=order["version"]
        )
        body = found["Body"].read()
    except (BotoCoreError, ClientError) as error:
        raise Refused("%s cannot be read: %s" % (where, " ".join(str(error).split())))
    digest = hashlib.sha256(body).hexdigest()
    if digest != order["sha256"]:
        raise Refused("%s is not what was deployed: sha256 %s, expected %s" % (where, digest, order["sha256"]))
    return body


def copy(source, target):
    """One file of the image's own; a copy belongs to root, so that everybody must be able to read it."""
    mode = stat.S_IMODE(os.stat(source).st_mode)
    shutil.copyfile(source, target)
    os.chmod(target, mode | READ | (EXECUTE if mode & EXECUTE else 0))


def fill(volume):
    """What the image has in the volume's folder."""
    if volume["keeps"] and os.path.isdir(volume["folder"]):
        shutil.copytree(volume["folder"], volume["at"], symlinks=True, copy_function=copy, dirs_exist_ok=True)
    for path, folders, _ in os.walk(volume["at"]):
        for folder in folders:
            if not os.path.islink(os.path.join(path, folder)):
                os.chmod(os.path.join(path, folder), int(volume["mode"], 8))


def of_image(path):
    """A path in the image; `PACKAGE:PATH` is one below a Python package, which this does not import."""
    package, _, rest = path.rpartition(":")
    spec = importlib.util.find_spec(package) if package else None
    return os.path.join(os.path.dirname(spec.origin), rest) if spec and spec.origin else path


def copy_first(sources, target):
    """A file that Airflow would make beside its others if it found none, and cannot: the first there is, or empty."""
    for source in map(of_image, sources):
        if os.path.isfile(source):
            return copy(source, target)
    return write(target, b"")


def place(target, volumes):
    """Where the file at this path lies in this container."""
    for volume in volumes:
        if target.startswith(volume["folder"] + "/"):
            return volume["at"] + target[len(volume["folder"]):]
    raise Refused("no volume holds %s" % target)


def write(path, contents):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.islink(path):
        os.remove(path)
    with open(path, "wb") as file:
        file.write(contents)
    os.chmod(path, 0o644)


def main():
    order = json.loads(os.environ["AIRFLOW_CDKTF_FILES"])
    volumes = order["volumes"]
    os.umask(0o022)
    try:
        files = json.loads(fetch(order))
        for volume in volumes:
            fill(volume)
        for target, sources in order["copies"].items():
            copy_first(sources, place(target, volumes))
        for target in sorted(files):
            write(place(target, volumes), base64.b64decode(files[target]))
        for volume in volumes:
            os.chmod(volume["at"], int(volume["mode"], 8))
    except (Refused, OSError, shutil.Error) as error:
        print("files: %s" % error)
        return 1
    print("files: %d files in %d volumes" % (len(files), len(volumes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

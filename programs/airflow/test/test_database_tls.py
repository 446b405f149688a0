"""What aiomysql is given."""
from __future__ import annotations

import importlib
import os
import ssl
import tempfile
import unittest
from typing import Any
from unittest import mock

import context  # noqa: F401

#: Signed by itself; nobody has its key.
AUTHORITY = """-----BEGIN CERTIFICATE-----
MIIBdDCCARugAwIBAgIULeaJ9ESUzvOCQhHXSOrY515t0kkwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjExNjQ2MTlaGA8yMTI2MTAyODE2NDYx
OVowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABE+e
5uXb0GJiPvWAAs0Z803WG5zxjCcaw/9UTFpRYhzwxtR7hnvd0oXH+hM5AkzHRlBU
wEmsQ5y+hQVa28Yg6sqjUzBRMB0GA1UdDgQWBBSh/8D64KQ3NuuBkyBDnGJwTG3F
vTAfBgNVHSMEGDAWgBSh/8D64KQ3NuuBkyBDnGJwTG3FvTAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0cAMEQCIH4SY/srIs97toRadT9KeWtPtdpgMffjp4ft
c6e45UzeAiAFGAZBESCuK3JJdU4OfrG/b7Y5snstIxjt8sqATCErGA==
-----END CERTIFICATE-----
"""


def loaded(path: str) -> Any:
    with mock.patch.dict(os.environ, {"AIRFLOW_CDKTF_DATABASE_CA": path}):
        return importlib.reload(importlib.import_module("airflow_cdktf.database_tls"))


class DatabaseTlsTest(unittest.TestCase):
    def test_the_certificate_is_checked_and_the_name_where_it_counts(self) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
            file.write(AUTHORITY)
            file.flush()
            module = loaded(file.name)
        for arguments, name in ((module.AUTHORITY, False), (module.NAME, True)):
            found = arguments["ssl"]
            self.assertEqual((found.verify_mode, found.check_hostname), (ssl.CERT_REQUIRED, name))
            self.assertEqual(len(found.get_ca_certs()), 1)

    def test_without_the_authority_nothing_is_trusted_instead(self) -> None:
        with self.assertRaises(OSError):
            loaded("/nowhere/ca.pem")


if __name__ == "__main__":
    unittest.main()

"""Authorities and certificates of the test: `python certificates.py FOLDER HOST...`.

Writes ca.pem, which signed the certificate HOST.pem of every host, and other-ca.pem, which signed none. Keys: HOST.key.
"""
from __future__ import annotations

import datetime
import os
import sys
from typing import Any, Optional, Tuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

#: More than a run takes; the clock of an engine may differ.
HOURS = 24

Pair = Tuple[Any, x509.Certificate]


def make(name: str, authority: Optional[Pair]) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    now = datetime.datetime.now(datetime.timezone.utc)
    signer = authority[1].subject if authority else subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(signer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=HOURS))
        .not_valid_after(now + datetime.timedelta(hours=HOURS))
        .add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if authority is None:
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        builder = builder.add_extension(usage, critical=True)
    else:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority[0].public_key())
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        builder = builder.add_extension(issuer, critical=False)
    return key, builder.sign(authority[0] if authority else key, hashes.SHA256())


def write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def main(folder: str, *hosts: str) -> None:
    authority = make("airflow-cdktf e2e", None)
    for name, (_, certificate) in (("ca", authority), ("other-ca", make("another authority", None))):
        write(os.path.join(folder, name + ".pem"), certificate.public_bytes(serialization.Encoding.PEM))
    for host in hosts:
        key, certificate = make(host, authority)
        write(os.path.join(folder, host + ".pem"), certificate.public_bytes(serialization.Encoding.PEM))
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        write(os.path.join(folder, host + ".key"), private)


if __name__ == "__main__":
    main(*sys.argv[1:])

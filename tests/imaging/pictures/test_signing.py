"""Derivatives signed with a reference to their original; needs the c2pa extra."""

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import storage
from imaging.pictures.provenance import has_manifest
from imaging.pictures.signing import CannotSign, Identity
from imaging.providers.types import Format
from imaging.renditions import outlook, rendition_file
from tests.factories import make_image

PRIVATE = (
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)


def named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Easel's tests"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def certificate(key: Any, name: str, by: Any, issuer: str) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=name == issuer, path_length=None), critical=True)
        .add_extension(authority, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


@pytest.fixture(scope="module")
def identity() -> Identity:
    """An end entity's certificate under an authority of the test's own."""
    root, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    usage = dict.fromkeys(
        (
            "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    chain = [
        certificate(own, "Easel", root, "Authority")
        .add_extension(x509.KeyUsage(digital_signature=True, **usage), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
        .sign(root, hashes.SHA256()),
        certificate(root, "Authority", root, "Authority").sign(root, hashes.SHA256()),
    ]
    pem = b"".join(each.public_bytes(serialization.Encoding.PEM) for each in chain)
    return Identity(pem.decode(), own.private_bytes(*PRIVATE).decode())


@pytest.mark.django_db
def test_a_rendition_refers_to_the_original_it_was_made_from(
    owner: User, identity: Identity, settings: Settings
) -> None:
    c2pa = pytest.importorskip("c2pa")
    image = make_image(owner, has_manifest=True)
    plain = storage.read(rendition_file(image, Format.SQUARE))
    assert "drops" in outlook(image, Format.SQUARE).notices[-1]
    settings.C2PA_IDENTITY = identity

    data = storage.read(rendition_file(image, Format.SQUARE))

    assert (has_manifest(plain), has_manifest(data)) == (False, True)
    assert b"trainedAlgorithmicMedia" in data
    assert "a new manifest" in outlook(image, Format.SQUARE).notices[-1]
    with c2pa.Reader("image/jpeg", io.BytesIO(data)) as reader:
        told = json.loads(reader.json())
    manifest = told["manifests"][told["active_manifest"]]
    (ingredient,) = manifest["ingredients"]
    assert (ingredient["relationship"], ingredient["format"]) == ("parentOf", "image/png")
    assert manifest["signature_info"]["common_name"] == "Easel"
    (actions,) = (each["data"]["actions"] for each in manifest["assertions"])
    assert [each["action"] for each in actions][:2] == ["c2pa.opened", "c2pa.cropped"]
    # Only the test's own authority is unknown to the library; the rest of it holds.
    assert {each["code"] for each in told["validation_status"]} == {"signingCredential.untrusted"}


def test_the_algorithm_follows_the_key(identity: Identity) -> None:
    assert identity.algorithm == "ES256"
    assert "PRIVATE" not in repr(identity)
    odd = ec.generate_private_key(ec.SECP256K1()).private_bytes(*PRIVATE).decode()
    for key, why in ((odd, "no signature by such a key"), ("no key", "not a PEM")):
        with pytest.raises(CannotSign, match=why):
            _ = Identity("", key).algorithm

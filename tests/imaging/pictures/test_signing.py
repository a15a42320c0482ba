"""Derivatives signed with a reference to their original; needs the c2pa extra."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import Conversation, User
from imaging import storage
from imaging.outlooks import outlook
from imaging.pictures.provenance import has_manifest
from imaging.pictures.signing import CannotSign, Identity
from imaging.providers.types import Format
from imaging.renditions import rendition_file
from tests.factories import make_draft, make_image
from tests.imaging.api.test_images import body_of
from tests.imaging.api.test_renditions import content

EMAIL_PROTECTION = ExtendedKeyUsageOID.EMAIL_PROTECTION
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


def certificate(
    key: Any, name: str, by: Any, issuer: str, *, ends_in: timedelta = timedelta(days=30)
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + ends_in)
        .add_extension(x509.BasicConstraints(ca=name == issuer, path_length=None), critical=True)
        .add_extension(authority, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def make_identity(
    *, ends_in: timedelta = timedelta(days=30), use: x509.ObjectIdentifier = EMAIL_PROTECTION
) -> Identity:
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
        certificate(own, "Easel", root, "Authority", ends_in=ends_in)
        .add_extension(x509.KeyUsage(digital_signature=True, **usage), critical=True)
        .add_extension(x509.ExtendedKeyUsage([use]), critical=False)
        .sign(root, hashes.SHA256()),
        certificate(root, "Authority", root, "Authority").sign(root, hashes.SHA256()),
    ]
    pem = b"".join(each.public_bytes(serialization.Encoding.PEM) for each in chain)
    return Identity(pem.decode(), own.private_bytes(*PRIVATE).decode())


@pytest.fixture(scope="module")
def identity() -> Identity:
    return make_identity()


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("identity", "reason"),
    [
        (make_identity(ends_in=timedelta(days=-2)), "the certificate expired on"),
        # What C2PA takes no signature by, as only its library finds out.
        (make_identity(use=ExtendedKeyUsageOID.SERVER_AUTH), "the certificate was refused"),
    ],
    ids=["expired", "refused"],
)
def test_what_cannot_be_signed_is_delivered_with_its_origin_and_says_so(
    owner: User, owner_api: APIClient, identity: Identity, reason: str, settings: Settings
) -> None:
    pytest.importorskip("c2pa")
    settings.C2PA_IDENTITY = identity
    image = make_image(owner)
    conversation = Conversation.objects.create(owner=owner, title="Notes")
    make_draft(conversation, "The post.")
    conversation.draft.image = image
    conversation.draft.save()

    response = owner_api.get(content(image, "square"))

    data = body_of(response)
    assert not has_manifest(data)
    assert b"trainedAlgorithmicMedia" in data
    assert response["Easel-Credentials"] == "unsigned"
    told = outlook(image, Format.SQUARE)
    assert told.credentials == "unsigned"
    assert reason in told.notices[-1]
    bundle = owner_api.get(f"/api/v1/conversations/{conversation.pk}/bundle/")
    with zipfile.ZipFile(io.BytesIO(body_of(bundle))) as archive:
        assert reason in archive.read("pictures-unsigned.txt").decode()

    # Once another certificate is set, it is made anew and signed.
    settings.C2PA_IDENTITY = make_identity()
    response = owner_api.get(content(image, "square"))
    assert has_manifest(body_of(response))
    assert response["Easel-Credentials"] == "signed"


@pytest.mark.parametrize(
    ("ends_in", "at", "obstacle"),
    [
        (timedelta(days=1), timedelta(), ""),
        (timedelta(days=1), timedelta(days=2), "the certificate expired on"),
        (timedelta(days=1), timedelta(days=-10), "the certificate is not valid before"),
    ],
)
def test_the_dates_of_the_certificate_are_read(
    ends_in: timedelta, at: timedelta, obstacle: str
) -> None:
    told = make_identity(ends_in=ends_in).obstacle(datetime.now(UTC) + at)

    assert told.startswith(obstacle)
    assert bool(told) is bool(obstacle)
    assert "PEM" in Identity("no certificate", "").obstacle(datetime.now(UTC))


def test_the_algorithm_follows_the_key(identity: Identity) -> None:
    assert identity.algorithm == "ES256"
    assert "PRIVATE" not in repr(identity)
    odd = ec.generate_private_key(ec.SECP256K1()).private_bytes(*PRIVATE).decode()
    for key, why in ((odd, "no signature by such a key"), ("no key", "not a PEM")):
        with pytest.raises(CannotSign, match=why):
            _ = Identity("", key).algorithm

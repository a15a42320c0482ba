"""Content Credentials (C2PA) for a derivative: what was done, by what, from which original."""

import io
from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_TOOL = "Easel"
_ORIGINAL = "original"
_JPEG = "image/jpeg"


class CannotSign(Exception):
    """The certificate or its key is of no use for signing; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs: a chain of certificates, the signer's own first, and its key, both in PEM."""

    certificate: str
    private_key: str = field(repr=False)

    def obstacle(self, at: datetime) -> str:
        """Why nobody would trust what it signs at a time, as a clause; "" where that is not known.

        It is about the dates alone: a signature without a time stamp ends with its certificate.
        """
        try:
            own, *_ = x509.load_pem_x509_certificates(self.certificate.encode())
        except ValueError:
            return "the certificate is not a PEM that can be read"
        if at > own.not_valid_after_utc:
            return f"the certificate expired on {_day(own.not_valid_after_utc)}"
        if at < own.not_valid_before_utc:
            return f"the certificate is not valid before {_day(own.not_valid_before_utc)}"
        return ""

    @property
    def algorithm(self) -> str:
        """C2PA's name for what the key signs with. Raises `CannotSign`."""
        try:
            key = load_pem_private_key(self.private_key.encode(), password=None)
        except (TypeError, ValueError) as error:
            raise CannotSign("the key is not a PEM without a password") from error
        match key:
            case ec.EllipticCurvePrivateKey() if key.curve.name in _CURVES:
                return _CURVES[key.curve.name]
            case rsa.RSAPrivateKey():
                return "PS256"
            case ed25519.Ed25519PrivateKey():
                return "ED25519"
        raise CannotSign("C2PA knows no signature by such a key")


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def signed(jpeg: bytes, *, original: bytes, original_type: str, identity: Identity) -> bytes:
    """A JPEG that was cropped from `original`, with a manifest that refers to it.

    Needs the `c2pa` extra; signs offline in about 0.1 s. Raises `CannotSign`.
    """
    # Its library takes half a second to load, and most installations do not sign.
    import c2pa

    info = c2pa.C2paSignerInfo(
        getattr(c2pa.C2paSigningAlg, identity.algorithm),
        identity.certificate.encode(),
        identity.private_key.encode(),
        None,
    )
    actions = [
        {"action": "c2pa.opened", "parameters": {"ingredientIds": [_ORIGINAL]}},
        {"action": "c2pa.cropped"},
        {"action": "c2pa.resized"},
        {"action": "c2pa.converted"},
    ]
    manifest = {
        "claim_generator_info": [{"name": _TOOL}],
        "format": _JPEG,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": actions}}],
    }
    parent = {"title": _ORIGINAL, "relationship": "parentOf", "label": _ORIGINAL}
    out = io.BytesIO()
    try:
        with c2pa.Signer.from_info(info) as signer, c2pa.Builder(manifest) as builder:
            builder.add_ingredient(parent, original_type, io.BytesIO(original))
            builder.sign(signer, _JPEG, io.BytesIO(jpeg), out)
    except c2pa.C2paError as error:
        raise CannotSign(f"the C2PA library refused: {type(error).__name__}") from error
    return out.getvalue()

"""With what derivatives are signed, if a certificate is set."""

from importlib.util import find_spec

from config.env import Env, SettingError
from imaging.pictures.signing import CannotSign, Identity


def c2pa_identity(env: Env) -> Identity | None:
    """None where nothing is set. Raises `SettingError` for half of it, or for what cannot sign."""
    certificate, key = env.secret("C2PA_CERTIFICATE"), env.secret("C2PA_PRIVATE_KEY")
    if not (certificate or key):
        return None
    if not (certificate and key):
        missing = "C2PA_PRIVATE_KEY" if certificate else "C2PA_CERTIFICATE"
        raise SettingError(missing, "set too: a certificate and its key sign together")
    if find_spec("c2pa") is None:
        raise SettingError("C2PA_CERTIFICATE", "unset, or the c2pa extra installed")
    identity = Identity(certificate, key)
    try:
        _ = identity.algorithm
    except CannotSign as error:
        raise SettingError("C2PA_PRIVATE_KEY", f"a key that can sign: {error}") from None
    return identity

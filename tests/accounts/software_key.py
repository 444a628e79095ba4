"""A passkey in software: what a device answers to the page."""

import hashlib
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG


class SoftwareKey:
    def __init__(self, host: str = "localhost") -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.identifier = os.urandom(16)
        self.host = hashlib.sha256(host.encode()).digest()
        self.origin = f"http://{host}:8000"
        self.user_handle = b""

    def _answer(self, response: dict[str, bytes]) -> dict[str, Any]:
        name = websafe_encode(self.identifier)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {key: websafe_encode(value) for key, value in response.items()},
        }

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        wanted = options["creation_options"]["publicKey"]
        self.user_handle = wanted["user"]["id"]
        public = ES256.from_cryptography_key(self.private.public_key())
        data = AuthenticatorData.create(
            self.host,
            FLAG.AT | FLAG.UP | FLAG.UV,
            0,
            AttestedCredentialData.create(b"\0" * 16, self.identifier, public),
        )
        told = CollectedClientData.create(
            "webauthn.create", wanted["challenge"], self.origin
        )
        return self._answer(
            {
                "clientDataJSON": bytes(told),
                "attestationObject": bytes(AttestationObject.create("none", data, {})),
            }
        )

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        wanted = options["request_options"]["publicKey"]
        told = CollectedClientData.create(
            "webauthn.get", wanted["challenge"], self.origin
        )
        data = AuthenticatorData.create(self.host, FLAG.UP | FLAG.UV, 1)
        signed = self.private.sign(data + told.hash, ec.ECDSA(hashes.SHA256()))
        answer = self._answer(
            {
                "clientDataJSON": bytes(told),
                "authenticatorData": bytes(data),
                "signature": signed,
            }
        )
        answer["response"]["userHandle"] = self.user_handle
        return answer

"""A passkey's device in software: it makes credentials and answers challenges.

No test lives here. It signs with a real key; whoever checks it is fido2.
"""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)


FLAG = AuthenticatorData.FLAG
Options = dict[str, Any]


@dataclass
class Device:
    """`verifies` is False for a device that asks for no finger, face or PIN."""

    origin: str = "http://localhost"
    verifies: bool = True
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    user: str = ""

    def create(self, options: Options) -> str:
        """What the browser posts for a new passkey."""
        public = options["publicKey"]
        self.user = public["user"]["id"]
        credential = AttestedCredentialData.create(
            b"\0" * 16,
            self.credential_id,
            ES256.from_cryptography_key(self.key.public_key()),
        )
        data = AuthenticatorData.create(
            sha256(public["rp"]["id"].encode()), self.flags | FLAG.AT, 0, credential
        )
        return self._answer(
            clientDataJSON=self._client_data("webauthn.create", public),
            attestationObject=bytes(AttestationObject.create("none", data, {})),
        )

    def get(self, options: Options) -> str:
        """What the browser posts to prove who somebody is."""
        public = options["publicKey"]
        data = AuthenticatorData.create(sha256(public["rpId"].encode()), self.flags, 0)
        client_data = self._client_data("webauthn.get", public)
        signed = bytes(data) + sha256(client_data)
        return self._answer(
            clientDataJSON=client_data,
            authenticatorData=bytes(data),
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
        )

    @property
    def flags(self) -> FLAG:
        return FLAG.UP | FLAG.UV if self.verifies else FLAG.UP

    def _client_data(self, kind: str, public: Options) -> bytes:
        return bytes(
            CollectedClientData.create(
                type=kind, challenge=public["challenge"], origin=self.origin
            )
        )

    def _answer(self, **parts: bytes) -> str:
        response = {name: websafe_encode(part) for name, part in parts.items()}
        identity = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "id": identity,
                "rawId": identity,
                "type": "public-key",
                "response": response | {"userHandle": self.user},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )

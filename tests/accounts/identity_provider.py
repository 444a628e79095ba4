"""A small OpenID Connect provider on localhost, honest unless it is told to lie."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "fondaco", "between-us"


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """The tests' output is for their own words."""


@dataclass
class Provider:
    """Whom it vouches for is in `claims`; the other fields are its lies."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "ada"})
    key: rsa.RSAPrivateKey = KEY
    discovery: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    user_info: dict[str, Any] = field(default_factory=dict)
    redirect_to: str = ""
    granted: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], respond: Callable[..., Any]) -> Any:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        if self.redirect_to and path == "/userinfo":
            respond("302 Found", [("Location", self.redirect_to)])
            return [b""]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        sent = parse_qs(environ["wsgi.input"].read(length).decode())
        answer = {
            "/.well-known/openid-configuration": self._discovery,
            "/jwks": self._keys,
            "/token": lambda: self._token(sent),
            "/userinfo": lambda: self.claims | self.user_info,
        }[path]()
        status = "400 Bad Request" if "error" in answer else "200 OK"
        respond(status, [("Content-Type", "application/json")])
        return [json.dumps(answer).encode()]

    def authorize(self, query: str) -> str:
        """What the person's browser does there: consent, and be sent back."""
        asked = parse_qs(query)
        code = f"code-{len(self.granted)}"
        self.granted[code] = asked
        back = urlencode({"code": code, "state": asked["state"][0]})
        return f"{asked['redirect_uri'][0]}?{back}"

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
        } | self.discovery

    def _keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]}

    def _token(self, sent: dict[str, list[str]]) -> dict[str, Any]:
        asked = self.granted.pop(sent["code"][0], None)
        if asked is None or sent["client_secret"] != [SECRET]:
            return {"error": "invalid_grant"}
        digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked["code_challenge"] != [challenge]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        told = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.claims["sub"],
            "iat": now,
            "exp": now + 60,
        } | self.token
        signed = jwt.encode(told, self.key, "RS256", headers={"kid": "1"})
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    with make_server("127.0.0.1", 0, provider, handler_class=_Silent) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()

"""A real OpenID Connect provider on loopback: discovery, keys, authorization code with PKCE, signed ID tokens, user information."""

import base64
import hashlib
import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "samarbeidsregisteret", "only between the two"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class IdentityProvider(ThreadingHTTPServer):
    """Answers for one person, whose claims a test may change, and may be told to answer badly: `odd`, by part of it."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.claims = {"sub": "42", "email": "kari@statsforvalteren.example", "email_verified": True}
        self.odd, self.asked, self.codes = {}, [], {}

    def serve(self, settings):
        """Make it the provider of the register."""
        settings.OIDC_SERVER_URL, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = self.address, CLIENT, SECRET

    def lead_back(self, address):
        """Where a person who is logged in here is led when the register sends them: a path of the register."""
        back = urlsplit(requests.get(address, allow_redirects=False, timeout=60).headers["Location"])
        return f"{back.path}?{back.query}"

    def id_token(self):
        """The person's claims, signed."""
        now = int(time.time())
        said = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **self.claims, **self.odd.get("id_token", {})}
        return jwt.encode(said, KEY, algorithm="RS256", headers={"kid": "1"})


class Answers(BaseHTTPRequestHandler):
    """The provider's five addresses."""

    server: IdentityProvider

    def do_GET(self):
        path, query = urlsplit(self.path).path, {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append((path, query))
        told = {
            "/.well-known/openid-configuration": self.configuration,
            "/keys": lambda: {
                "keys": [{**jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": "1", "alg": "RS256"}]
            },
            "/person": lambda: self.server.claims | self.server.odd.get("person", {}),
        }
        return self.authorize(query) if path == "/authorize" else self.tell(path, told[path])

    def do_POST(self):
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        challenge = self.server.codes.pop(form["code"], None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if challenge != proof or form["client_secret"] != SECRET:
            return self.send(400, {"error": "invalid_grant"})
        return self.tell("/token", lambda: {"access_token": "of Kari", "token_type": "Bearer", "id_token": self.server.id_token()})

    def configuration(self):
        pages = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "person",
            "jwks_uri": "keys",
        }
        told = {name: f"{self.server.address}/{page}" for name, page in pages.items()}
        return told | {"issuer": self.server.address, "token_endpoint_auth_methods_supported": ["client_secret_post"]}

    def authorize(self, query):
        """The person has logged in here already, and is led back with a code, or with what went wrong."""
        code = f"code-{len(self.server.asked)}"
        self.server.codes[code] = query["code_challenge"]
        back = self.server.odd.get("back", {"code": code}) | {"state": query["state"]}
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def tell(self, path, right):
        odd = self.server.odd.get(path)
        return self.send(*odd) if odd else self.send(200, right())

    def send(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

    def log_message(self, *args):
        """Nothing on the screen of a test run."""


@contextmanager
def identity_provider():
    """A provider that runs as long as the block."""
    provider = IdentityProvider()
    Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()

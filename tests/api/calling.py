"""A program that calls the API, as somebody or as a visitor."""

import datetime as dt
from typing import Any

from django.test import Client

from fondaco.accounts.models import User
from fondaco.accounts.tokens import make_token

EVERYTHING = ("write:activities", "write:core", "write:funding", "write:registry")
NEXT_YEAR = dt.date(2999, 1, 1)


class Program:
    def __init__(self, user: User | None = None, *scopes: str) -> None:
        self.client = Client(headers={"accept-language": "en"})
        if user is not None:
            _made, secret = make_token(
                user,
                name="a program",
                scopes=scopes or EVERYTHING,
                expires_on=NEXT_YEAR,
            )
            self.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers=headers)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self.client.post(
            f"/api/v1/{path}", body, content_type="application/json"
        )

    def patch(self, path: str, body: dict[str, Any], etag: str = "*") -> Any:
        headers = {"if-match": etag} if etag else {}
        return self.client.patch(
            f"/api/v1/{path}", body, content_type="application/json", headers=headers
        )

    def delete(self, path: str, etag: str = "*") -> Any:
        return self.client.delete(f"/api/v1/{path}", headers={"if-match": etag})

    def ids(self, path: str) -> list[str]:
        return [one["id"] for one in self.get(path).json()["results"]]

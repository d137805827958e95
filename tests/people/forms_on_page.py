"""Reading the hidden fields of a page, as a browser would."""

from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client


class _Inputs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = dict(attrs)
        if tag == "input" and here.get("type") == "hidden" and here.get("name"):
            self.values[here["name"] or ""] = here.get("value") or ""


def hidden(response: HttpResponse) -> dict[str, str]:
    """Name and value of each hidden input."""
    inputs = _Inputs()
    inputs.feed(response.content.decode())
    return inputs.values


def key_on(client: Client, address: str) -> str:
    return hidden(client.get(address))["form_key"]

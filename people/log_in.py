"""The log-in page in the middle of something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from people import carry
from people.forms import LoginForm


@sensitive_variables("what")
def log_in_page(request: HttpRequest, what: carry.Carried) -> HttpResponse:
    """The answer to a POST that met a log-out: 401, and a log-in form that carries it on.

    It is written for the person who typed it, and of no use to another. htmx swaps it in whole.
    """
    token = carry.pack(what)
    response = render(
        request,
        "account/login.html",
        {
            "form": LoginForm(request=request, initial={"carry": token}),
            "too_long": not token,
            "signup_url": reverse("account_signup"),
        },
        status=401,
    )
    response["Cache-Control"] = "no-store"
    response["HX-Retarget"] = "body"
    response["HX-Reswap"] = "innerHTML show:window:top"
    return response

"""A page with a form that writes, and the same form sent to another address."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from people.audit import record
from people.carry import carried
from people.submissions import once

PAGE = """{% load forms %}
{% for message in messages %}<p class="message">{{ message }}</p>{% endfor %}
<form method="post">{% csrf_token %}{% form_key %}{{ form }}</form>"""


class Words(forms.Form):
    text = forms.CharField(max_length=500, widget=forms.Textarea)


def _page(request: HttpRequest) -> HttpResponse:
    form = Words(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST":
        record(by=None, action="toy")
        if form.is_valid():
            return redirect("done")
    body = engines["django"].from_string(PAGE).render({"form": form}, request)
    return HttpResponse(body, status=422 if request.method == "POST" else 200)


@once
def page(request: HttpRequest) -> HttpResponse:
    return _page(request)


@login_not_required
@once
def open_page(request: HttpRequest) -> HttpResponse:
    return _page(request)


@once
def fails(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        record(by=None, action="toy")
        raise RuntimeError("in the middle")
    return _page(request)


def done(request: HttpRequest) -> HttpResponse:
    body = engines["django"].from_string(PAGE).render({}, request)
    return HttpResponse(body)


urlpatterns = [
    path("toy/", page, name="toy"),
    path("toy/fails/", fails),
    path("toy/open/", open_page),
    path("toy/done/", login_not_required(done), name="done"),
    path("", include("cbtback.urls")),
]

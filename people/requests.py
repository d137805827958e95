"""The request of somebody who is logged in, as the middleware leaves it."""

from django.http import HttpRequest

from people.models import User


class PersonRequest(HttpRequest):
    user: User

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from insights.today import today_of
from people.access import require_patient
from people.requests import PersonRequest


@require_safe
@require_patient
def today(request: PersonRequest) -> HttpResponse:
    return render(request, "insights/today.html", {"today": today_of(request.user)})

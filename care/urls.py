from django.urls import path

from care.views import desk

app_name = "care"

urlpatterns = [
    path("patients/", desk.patients, name="patients"),
    path("patients/<uuid:pk>/", desk.patient, name="patient"),
    path("review/<uuid:pk>/", desk.review, name="review"),
    path("experiments/<uuid:pk>/approve/", desk.approve, name="approve"),
    path("asks/<uuid:pk>/answer/", desk.answer, name="answer"),
]

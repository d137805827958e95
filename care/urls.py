from django.urls import path

from care import views

app_name = "care"

urlpatterns = [
    path("patients/", views.patients, name="patients"),
    path("patients/<uuid:pk>/", views.patient, name="patient"),
    path("review/<uuid:pk>/", views.review, name="review"),
    path("experiments/<uuid:pk>/approve/", views.approve, name="approve"),
    path("asks/<uuid:pk>/answer/", views.answer, name="answer"),
]

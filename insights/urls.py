from django.urls import path

from insights import views

app_name = "insights"

urlpatterns = [
    path("today/", views.today, name="today"),
    path("patterns/", views.patterns, name="patterns"),
    path("patterns/look/", views.take_look, name="take_look"),
    path("patterns/looks/<uuid:pk>/", views.look, name="look"),
    path("patterns/looks/<uuid:pk>/<uuid:finding>/hide/", views.hide, name="hide"),
    path("patterns/looks/<uuid:pk>/<uuid:finding>/show/", views.show_again, name="show_again"),
]

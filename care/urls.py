from django.urls import path

from care.views import desk, plans, questions, suggesting

app_name = "care"

urlpatterns = [
    path("patients/", desk.patients, name="patients"),
    path("patients/<uuid:pk>/", desk.patient, name="patient"),
    path("patients/<uuid:pk>/questions/", questions.questions, name="questions"),
    path("questions/<uuid:pk>/withdraw/", questions.withdraw, name="withdraw_question"),
    path("question-sets/", questions.sets, name="question_sets"),
    path("question-sets/<uuid:pk>/retire/", questions.retire, name="retire_questions"),
    # After it: any other word is a kind of belief.
    path("question-sets/<uuid:clinic>/<slug:kind>/", questions.one_set, name="question_set"),
    path("patients/<uuid:pk>/suggest/", suggesting.suggest, name="suggest"),
    path("suggestions/<uuid:pk>/withdraw/", suggesting.unsuggest, name="unsuggest"),
    path("patients/<uuid:pk>/limits/", plans.limits, name="limits"),
    path("limits/<uuid:pk>/withdraw/", plans.withdraw, name="withdraw_limit"),
    path("review/<uuid:pk>/", desk.review, name="review"),
    path("review/<uuid:pk>/page.pdf", desk.page_paper, name="page_pdf"),
    path("review/<uuid:pk>/lock/<uuid:fear>/", plans.lock, name="lock"),
    path("locks/<uuid:pk>/end/", plans.unlock, name="unlock"),
    path("plans/<uuid:pk>/agree/", plans.approve_plan, name="approve_plan"),
    path("experiments/<uuid:pk>/approve/", desk.approve, name="approve"),
    path("asks/<uuid:pk>/answer/", desk.answer, name="answer"),
]

"""Addresses of the quiz, below /people/quiz/."""

from django.urls import path

from people.quiz import views

urlpatterns = [
    path("", views.start, name="quiz"),
    path("done/", views.done, name="quiz_done"),
    path("card/", views.card, name="quiz_card"),
    path("guess/", views.invited, name="quiz_invited"),
    path("<int:position>/", views.question, name="quiz_question"),
]

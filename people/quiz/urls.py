"""Addresses of the quiz, below /people/quiz/."""

urlpatterns = []

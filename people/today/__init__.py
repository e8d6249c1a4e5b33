"""Whom we congratulate and meet: birthdays (by consent), anniversaries of work, newcomers of the week."""

from people.today.occasions import FaceOfTheDay, coming, faces_of_the_day

__all__ = ["FaceOfTheDay", "coming", "faces_of_the_day"]

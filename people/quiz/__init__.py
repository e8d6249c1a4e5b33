"""«Знаете ли вы коллег в лицо?»: the quiz on the live directory."""

from people.quiz.forgetting import forget

__all__ = ["forget"]

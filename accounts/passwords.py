"""What a password may not be. Long ones are welcome whole; no rules about digits and signs."""

import re

from django.core.exceptions import ValidationError

from accounts.models import normalised

# Words that a colleague, or whoever knows the company's name, would try first.
EVERYBODY_KNOWS = (
    *("южтепло", "теплосеть", "тепло", "yuzhteplo", "teploset", "teplo"),
    *("пароль", "parol", "password", "йцукен", "qwerty", "демо", "demo"),
)
LONGEST_PASSWORD = 1024
NOT_A_LETTER = re.compile(r"[\W\d_]+")
FEWEST_LETTERS = 4


class LengthValidator:
    """At least `shortest` characters; the upper limit only keeps out whole files."""

    def __init__(self, shortest: int = 10):
        self.shortest = shortest

    def validate(self, password: str, user=None) -> None:
        if len(password) < self.shortest:
            raise ValidationError(f"Слишком коротко: нужно от {self.shortest} знаков.", code="too_short")
        if len(password) > LONGEST_PASSWORD:
            raise ValidationError(f"Слишком длинно: до {LONGEST_PASSWORD} знаков.", code="too_long")

    def get_help_text(self) -> str:
        return f"От {self.shortest} знаков, пробелы тоже считаются."


class CompanyWordValidator:
    """Refuses the company's words with a year or signs around them, and words that everybody tries."""

    def validate(self, password: str, user=None) -> None:
        rest = NOT_A_LETTER.sub("", normalised(password).casefold().replace("ё", "е"))
        found = [word for word in EVERYBODY_KNOWS if word in rest]
        for word in found:
            rest = rest.replace(word, "")
        if found and len(rest) < FEWEST_LETTERS:
            raise ValidationError("Это слово знают все: придумайте свою фразу.", code="company_word")

    def get_help_text(self) -> str:
        return "Не название компании и не «пароль» с цифрами. Лучше всего — фраза из нескольких слов."


class LoginValidator:
    """Refuses the login itself, with or without something short around it."""

    def validate(self, password: str, user=None) -> None:
        login = user.get_username().casefold() if user else ""
        text = normalised(password).casefold()
        if login and login in text and len(text) - len(login) < FEWEST_LETTERS + 2:
            raise ValidationError("Пароль повторяет логин.", code="login")

    def get_help_text(self) -> str:
        return "Не ваш логин."

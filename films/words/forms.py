"""What a colleague writes, and what the press answers."""

from django import forms

from films.models.words import LONGEST, LONGEST_REASON


class GreetingForm(forms.Form):
    text = forms.CharField(
        label="Ваши слова",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        help_text="До 500 знаков. Появятся на странице, когда их прочтёт редакция.",
        error_messages={
            "required": "Напишите хотя бы слово.",
            "max_length": "Не больше 500 знаков: сейчас %(show_value)d.",
        },
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="Почему нет",
        max_length=LONGEST_REASON,
        error_messages={"required": "Напишите, почему нет: человек увидит ответ."},
    )

"""What all views that may be used for guessing have in common: the brake and its answer."""

from django.http import HttpResponse

from accounts import throttle


def in_words(seconds: int) -> str:
    """«45 с» or «2 мин»."""
    return f"{seconds} с" if seconds < 60 else f"{-(-seconds // 60)} мин"


def too_many(view, seconds: int, **initial: str) -> HttpResponse:
    """The same page with a fresh form (a bound one would check the guess), 429, and when to come back."""
    kwargs = {name: value for name, value in view.get_form_kwargs().items() if name not in {"data", "files", "initial"}}
    form = view.get_form_class()(**kwargs, initial=initial)
    refusal = f"Слишком много попыток. Подождите {in_words(seconds)} и попробуйте снова."
    response = view.render_to_response(view.get_context_data(form=form, refusal=refusal), status=429)
    response["Retry-After"] = str(seconds)
    return response


class Braked:
    """For a form view of a person who is known and proves that it is still him or her."""

    def guesser(self):
        return self.request.user

    def post(self, request, *args, **kwargs):
        tries = throttle.of_account(self.guesser())
        if seconds := tries.begin():
            return too_many(self, seconds)
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        tries.succeeded()
        return self.form_valid(form)

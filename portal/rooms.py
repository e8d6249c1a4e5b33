"""Calls a function of every app that has it, in the order of `settings.ROOMS`."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings


def modules(name: str) -> Iterator[tuple[str, object]]:
    """`(app, module)` for each app with a module of this name, such as `setup` or `demo`."""
    for app in settings.ROOMS:
        if find_spec(f"{app}.{name}"):
            yield app, import_module(f"{app}.{name}")


def functions(module_name: str, function_name: str) -> Iterator[tuple[str, Callable]]:
    for app, module in modules(module_name):
        yield app, getattr(module, function_name)

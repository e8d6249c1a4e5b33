"""The portal's menu: apps enter their sections from `AppConfig.ready`, the shell draws them."""

from dataclasses import dataclass

ON_PHONE_AT_MOST = 3


@dataclass(frozen=True)
class MenuItem:
    """A section. `url` ends with a slash and is the beginning of all its pages; `icon` is a name of the sprite.

    Without `in_bar` it is only in the foot and under «Ещё».
    """

    slug: str
    label: str
    url: str
    icon: str
    order: int = 100
    on_phone: bool = False
    in_bar: bool = True

    def current(self, path: str) -> str:
        """The value of `aria-current` on a page with this path, or nothing."""
        if path == self.url:
            return "page"
        return "true" if path.startswith(self.url) else ""


_items: dict[str, MenuItem] = {}


def register(item: MenuItem) -> None:
    """Enters a section; the phone's bar has room for three. Raises ValueError when it is full."""
    _items[item.slug] = item
    if sum(known.on_phone for known in _items.values()) > ON_PHONE_AT_MOST:
        raise ValueError(f"{item.slug}: the bar of the phone is full")


def items() -> list[MenuItem]:
    """All sections in their order."""
    return sorted(_items.values(), key=lambda item: (item.order, item.slug))

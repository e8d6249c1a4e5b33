"""What can go wrong between us and Telegram, as switches of the test server."""

import random
import threading
from dataclasses import dataclass, field

WRITING = (
    "sendmessage", "sendphoto", "sendvideo", "sendmediagroup",
    "editmessagetext", "editmessagecaption", "editmessagemedia", "deletemessage",
)  # fmt: skip
KINDS = {
    "reset_before",  # the connection is reset before the body is read
    "reset_after",  # … after the call was done
    "hang",  # nothing is done and nothing answered for `seconds`
    "slow",  # done at once, answered after `seconds`
    "truncated",  # done, the answer ends in the middle
    "garbled",  # done, the answer is whole for HTTP but not JSON
    "block_page",  # a provider's page with status 200
    "redirect",  # 302 to somewhere else
    "http_error",  # `code`; `accepted` says whether the call was done before
    "throttle",  # 429 with `retry_after`
    "unauthorized",
    "kicked",
    "chat_not_found",
    "no_rights",
    "migrate",  # the group has a new number, `chat_id`
}


@dataclass
class Fault:
    """One switch: the next `times` calls of `methods` (None: calls that write; ["*"]: all), each with `probability`."""

    kind: str
    times: int | None = 1
    probability: float = 1.0
    methods: list[str] | None = None
    code: int = 500
    accepted: bool = False
    seconds: float = 5.0
    retry_after: int = 1
    chat_id: int = -1002000000001
    description: str = ""

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}")

    def concerns(self, method: str) -> bool:
        names = WRITING if self.methods is None else [name.lower() for name in self.methods]
        return self.times != 0 and (method in names or "*" in names)


@dataclass
class Faults:
    """The switches that are on; safe for parallel calls."""

    seed: int = 1
    standing: list[Fault] = field(default_factory=list)
    met: list[str] = field(default_factory=list)

    def __post_init__(self):
        self._lock = threading.Lock()
        self._chance = random.Random(self.seed)

    def add(self, kind: str, **options) -> Fault:
        with self._lock:
            fault = Fault(kind, **options)
            self.standing.append(fault)
            return fault

    def clear(self) -> None:
        with self._lock:
            self.standing.clear()

    def for_call(self, method: str) -> Fault | None:
        """The fault this call meets, if any; counted."""
        with self._lock:
            fault = next((fault for fault in self.standing if self._strikes(fault, method)), None)
            if fault is None:
                return None
            if fault.times is not None:
                fault.times -= 1
            self.met.append(fault.kind)
            return fault

    def _strikes(self, fault: Fault, method: str) -> bool:
        return fault.concerns(method) and self._chance.random() < fault.probability

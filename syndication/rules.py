"""What a channel's rules say of a story. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from portal.stories import Summary
from syndication.models import Channel, ChannelRule, Choice, Composition, Decision

BY_CHOICE = {Choice.SEND: Decision.SEND, Choice.NEVER: Decision.NEVER}


def decision(summary: Summary, composition: Composition, rules: Iterable[ChannelRule]) -> Decision:
    """What becomes of the story: what the press chose for it, the rule of its rubric, of its kind, of all the others."""
    chosen = BY_CHOICE.get(composition.choice)
    return chosen or _by_rules(
        summary, {(rule.kind, rule.rubric): rule.decision for rule in rules}, composition.channel
    )


def _by_rules(summary: Summary, rules: dict[tuple[str, str], str], channel: Channel) -> Decision:
    found = rules.get((summary.kind, summary.kicker)) or rules.get((summary.kind, ""))
    return Decision(found or channel.otherwise)

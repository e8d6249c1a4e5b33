"""Channels with their rules, what the press composes, and the outbox."""

from syndication.models.channel import Channel, ChannelRule, Decision, Silence
from syndication.models.check import ChannelCheck
from syndication.models.composition import MOST_PICTURES, Choice, Composition, CompositionPicture, Media
from syndication.models.delivery import Attempt, Delivery, Operation, State
from syndication.models.feed import FeedKey

__all__ = [
    "MOST_PICTURES",
    "Attempt",
    "Channel",
    "ChannelCheck",
    "ChannelRule",
    "Choice",
    "Composition",
    "CompositionPicture",
    "Decision",
    "Delivery",
    "FeedKey",
    "Media",
    "Operation",
    "Silence",
    "State",
]

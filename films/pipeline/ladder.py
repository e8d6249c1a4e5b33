"""The sizes in which a film is shown, and how ffmpeg is told to make them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

SEGMENT = 4  # seconds
SOUND = "80k"
LARGEST_CLIP = 48 * 1000 * 1000
CLIP_SIDE = 720
# The loudness of European broadcasting's web practice; phones have no more to give.
LOUDNESS = "loudnorm=I=-16:TP=-1.5:LRA=11"


@dataclass(frozen=True)
class Rung:
    """The shorter side, and the bitrates; with the sound, 360 stays below 15 MB for five minutes."""

    side: int
    bitrate: int
    profile: str

    @property
    def file(self) -> str:
        return f"{self.side}.mp4"


RUNGS = (Rung(360, 290, "main"), Rung(720, 1400, "high"), Rung(1080, 3000, "high"))


def rungs_for(facts: dict) -> list[Rung]:
    """Nothing is made larger than it is; the smallest is always made."""
    side = min(facts["width"], facts["height"])
    return [rung for rung in RUNGS if rung is RUNGS[0] or rung.side <= side]


def clip_rung(facts: dict) -> Rung | None:
    """The largest rung, to 720, at which the whole film fits into the channel's limit; None: a film is never cut short."""
    fitting = [
        rung for rung in rungs_for(facts) if rung.side <= CLIP_SIDE and _bytes_at_most(facts, rung) <= LARGEST_CLIP
    ]
    return max(fitting, key=lambda rung: rung.side, default=None)


def _bytes_at_most(facts: dict, rung: Rung) -> float:
    return facts["seconds"] * (rung.bitrate + int(SOUND.removesuffix("k"))) * 1000 / 8


def sides(facts: dict, rung: Rung) -> tuple[int, int]:
    """Width and height at this rung, both even."""
    width, height = facts["width"], facts["height"]
    scale = min(rung.side / min(width, height), 1)
    return tuple(max(round(side * scale / 2) * 2, 2) for side in (width, height))


def encoding(facts: dict, rung: Rung, threads: int) -> list[str]:
    """Options between the inputs and the output: H.264 with a key frame at each segment, without anything but the picture."""
    width, height = sides(facts, rung)
    rate = facts["rate"]
    chain = f"fps={rate},scale={width}:{height}:flags=bicubic,setsar=1,format=yuv420p"
    key_frames = str(rate * SEGMENT)
    bits = ["-crf", "24", "-maxrate", f"{rung.bitrate}k", "-bufsize", f"{rung.bitrate * 2}k"]
    return [
        *("-vf", chain, "-c:v", "libx264", "-preset", "fast", "-profile:v", rung.profile, "-threads", str(threads)),
        *bits,
        *("-g", key_frames, "-keyint_min", key_frames, "-sc_threshold", "0"),
        *clean(),
    ]


def clean() -> list[str]:
    """Nothing of where and with what it was shot goes along; a player can begin before it has the whole file."""
    return ["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-movflags", "+faststart"]


def variants(rungs: list[Rung], has_sound: bool) -> str:
    """ffmpeg's map of the HLS variants."""
    return " ".join(
        f"v:{number},a:{number},name:{rung.side}" if has_sound else f"v:{number},name:{rung.side}"
        for number, rung in enumerate(rungs)
    )

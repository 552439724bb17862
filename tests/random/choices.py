"""Decisions that can be made again: each has a path, and what it decides depends on nothing but the seed and the path."""
import hashlib


class Choices:
    """`salts` maps the paths that decide otherwise than the seed says to what they are salted with. A second world is the
    first one with a few salts, so most of it stays as it was."""

    def __init__(self, seed, salts=None):
        self.seed, self.salts = seed, salts or {}
        self.made = {}

    def number(self, path, below):
        key = f"{self.seed}/{self.salts.get(path, '')}/{path}"
        value = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=6).digest(), "big") % below
        self.made[path] = value
        return value

    def pick(self, path, options):
        return options[self.number(path, len(options))]

    def chance(self, path, percent):
        return self.number(path, 100) < percent

    def subset(self, path, options, percent=60):
        return [o for o in options if self.chance(f"{path}.{o}", percent)]

    def fixed(self):
        """The same decisions, none of them salted: for what a transition cannot change in a way that makes sense."""
        return Choices(self.seed)


def salted(seed, paths, share):
    """Salts for about `share` percent of the paths."""
    rolls = Choices(f"{seed}/salts")
    return {path: seed for path in paths if rolls.chance(path, share)}

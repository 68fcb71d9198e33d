"""Chance that can be repeated: one seed, told whenever a test fails."""

import random


class Dice(random.Random):
    """Seeded randomness that says its seed; asked in one order, it gives one run."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.seed_used = seed

    def happens(self, chance: float) -> bool:
        return chance > 0 and self.random() < chance

    def __repr__(self) -> str:
        return f"Dice(seed={self.seed_used})"

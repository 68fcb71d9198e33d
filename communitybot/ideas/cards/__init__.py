"""Everything people read about ideas."""

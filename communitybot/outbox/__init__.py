"""Everything the bot has promised to do: one table, one mechanism for posting, reminding and retrying."""

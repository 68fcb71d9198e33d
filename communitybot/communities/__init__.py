"""A community: its spaces (a Discord server, a Slack workspace), its rooms, its settings and its hosts."""

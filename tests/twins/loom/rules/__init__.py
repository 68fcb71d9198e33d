"""Slack's rules for what it is sent: the published schema, and what that does not hold."""

"""Slack: what the bot says as blocks, its forms as modal views, its commands as an app manifest."""

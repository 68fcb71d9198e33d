"""Calendars out and in: files, subscriptions, public pages, and what other programs wrote."""

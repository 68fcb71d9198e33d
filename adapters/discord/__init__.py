"""Discord: what the bot says as Components V2, its forms as modals, its commands as application commands."""

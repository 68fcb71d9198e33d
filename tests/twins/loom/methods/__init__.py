"""The Web API's methods, a module for each family; importing this registers them all."""

from twins.loom.methods import chats, directory, installs, pins, rooms, uploads, views

__all__ = ["chats", "directory", "installs", "pins", "rooms", "uploads", "views"]

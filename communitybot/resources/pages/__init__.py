"""What the web shows of a community's resources, where the community wants that."""

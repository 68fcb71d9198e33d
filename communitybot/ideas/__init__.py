"""Ideas from the classroom: posted, discussed, grown with a team, and brought to those who decide."""

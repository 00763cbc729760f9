"""What is claimed about the portal in figures, measured. Nothing here is needed to run it."""

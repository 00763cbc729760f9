"""The office: where people's commands come in. It joins newsroom and portal, and neither knows of it.

What was typed, environment, lock and terminal, and a module a command: pulling, building, review, starting, preview.
"""

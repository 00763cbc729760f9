"""The office: where people's commands come in. It joins newsroom and portal, and neither knows of it.

Environment and lock, the terminal, and a module a command: pulling, building, review, starting, preview.
"""

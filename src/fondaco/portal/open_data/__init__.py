"""All that is published as files to take away, and the catalogue that describes them.

What is public, and how it is said, is decided by the resources of the API alone: here
they become rows and files, as any visitor sees them.
"""

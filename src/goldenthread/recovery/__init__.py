"""After a restore: what was lost is said on every page, and nothing is sent until a person has compared.

A database brought back from last night does not know what was sent this morning. It would send it again, and
would say nothing of what arrived since.
"""

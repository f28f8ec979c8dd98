"""The eighteen rules of the records: what blocks, and what warns.

Each rule is a function from rows to findings; it asks the database and changes nothing.
"""

from party.rules.finding import Finding, blocking, warnings

__all__ = ["Finding", "blocking", "warnings"]

"""What a person may ask about the own data: a copy, an answer in time, to be forgotten.

Nghị định 356/2025/NĐ-CP; what goes and what stays is in docs/party-data.md.
"""

from party.erasure.anonymizing import Erased, anonymize
from party.erasure.clocks import answer_by, due_on, latest_extension
from party.erasure.copying import Section, copy_of
from party.erasure.requests import RequestError, save_request

__all__ = [
    "Erased",
    "RequestError",
    "Section",
    "anonymize",
    "answer_by",
    "copy_of",
    "due_on",
    "latest_extension",
    "save_request",
]

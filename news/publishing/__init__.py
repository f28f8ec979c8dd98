"""The one door between the desk and the site. The only code that writes editions."""

from news.publishing.approval import may_approve, wrote
from news.publishing.links import LONGEST_NOTE, MOST_OPEN, open_link, revoke_link
from news.publishing.losses import losses
from news.publishing.photos import return_photo, withdraw_photo
from news.publishing.steps import Blocked, NothingNew, PublishingError
from news.publishing.text import (
    begin_save,
    finish_save,
    restore,
    save,
)
from news.publishing.timeline import (
    cancel,
    end_of,
    expire,
    move,
    publish,
    schedule,
    withdraw,
)
from news.publishing.waivers import Verdict, judge, unwaive, waive
from news.publishing.workflow import recall, send_back, submit

__all__ = [
    "LONGEST_NOTE",
    "MOST_OPEN",
    "Blocked",
    "NothingNew",
    "PublishingError",
    "Verdict",
    "begin_save",
    "cancel",
    "end_of",
    "expire",
    "finish_save",
    "judge",
    "losses",
    "may_approve",
    "move",
    "open_link",
    "publish",
    "recall",
    "restore",
    "return_photo",
    "revoke_link",
    "save",
    "schedule",
    "send_back",
    "submit",
    "unwaive",
    "waive",
    "withdraw",
    "withdraw_photo",
    "wrote",
]

"""How large a body may be. Parsers are quadratic on depth, so this is asked first."""

MAX_LENGTH = 1_000_000  # Characters.
MAX_DEPTH = 100  # Elements inside one another.
MAX_TAGS = 20_000


class UnsafeHTML(ValueError):
    """The body can't be made safe; the message is for the person who wrote it."""


def check_length(html: str) -> None:
    if len(html) > MAX_LENGTH:
        raise UnsafeHTML(
            "Nội dung dài quá 1.000.000 ký tự."
            " Hãy chia thành nhiều bài hoặc đính kèm tệp."
        )


def check_tags(count: int) -> None:
    if count > MAX_TAGS:
        raise UnsafeHTML(
            "Nội dung có quá nhiều định dạng (hơn 20.000 thẻ)."
            " Hãy chia thành nhiều bài hoặc đính kèm tệp."
        )


def check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise UnsafeHTML(
            "Nội dung lồng vào nhau quá 100 lớp. Hãy dán lại dưới dạng văn bản thường."
        )

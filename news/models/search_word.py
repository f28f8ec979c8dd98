"""The words of the stories in the index, for “Có phải bạn tìm: …”."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from news import vietnamese

SHORTEST, LONGEST = 2, 24  # Letters.


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def learn(self, texts: Iterable[str]) -> None:
        """Add the words of these texts. Part of indexing, in its transaction.

        In the order of the alphabet, so that two who add the same wait and do not
        block each other. Words are never taken away: what is suggested is asked of the
        index first, so a word that no live story holds suggests nothing.
        """
        words = {word for text in texts for word in words_of(text)}
        rows = [self.model(word=word) for word in sorted(words)]
        self.bulk_create(rows, batch_size=5_000, ignore_conflicts=True)


class SearchWord(models.Model):
    """One syllable, folded, that an indexed story holds, live or scheduled."""

    word = models.CharField("từ", max_length=LONGEST, primary_key=True)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        verbose_name = "từ của kho tin"
        verbose_name_plural = "từ của kho tin"

    def __str__(self) -> str:
        return self.word


def words_of(text: str) -> set[str]:
    """The folded words of a text that may be suggested: letters of Vietnamese alone.

    Unlike keys of the index they are spelled as they are shown: “ly”, not “li”.
    """
    folded = map(vietnamese.fold, set(vietnamese.search_keys(text).exact))
    return {word for word in folded if _is_word(word)}


def _is_word(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()

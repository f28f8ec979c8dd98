"""Stories at the desk: one module for each thing that is done with them."""

from news.desk.admin.article.admin import ArticleAdmin

__all__ = ["ArticleAdmin"]

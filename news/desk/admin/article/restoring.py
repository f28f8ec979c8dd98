"""Make an old save the working text again; readers see nothing of it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from news import publishing, vietnamese
from news.desk import history
from news.desk.access import staff
from news.desk.admin.article.pages import StoryPages, address
from news.models.article import Article
from news.models.revision import Revision, snapshot
from news.publishing.steps import TAKEN


class RestoreForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31)
    note = forms.CharField(
        label="Ghi chú",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Vì sao khôi phục; được ghi vào lịch sử của bài.",
    )

    def clean_note(self) -> str:
        return vietnamese.clean_line(self.cleaned_data["note"])


class ArticleRestore(StoryPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.restore_view)
        route = "<id:pk>/ban-luu/<id:number>/khoi-phuc/"
        return [path(route, view, name="news_article_restore"), *super().get_urls()]

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Ask, showing what would change; make the old save the working text again."""
        article = self._story(request, pk)
        if article is None:
            return self.does_not_exist(request, pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = history.revision_of(article, number)
        if revision is None:
            return self.does_not_exist(request, pk)
        form = RestoreForm(request.POST or None)
        if form.is_valid():
            if form.cleaned_data["version"] == article.version:
                refusal = self._restore(request, article, revision, form)
                if refusal is None:
                    return HttpResponseRedirect(address("change", article))
                form.add_error(None, refusal)
                article = Article.objects.get(pk=article.pk)
            else:
                form.add_error(None, TAKEN)
        return self._ask(request, article, revision, form)

    def _restore(
        self,
        request: HttpRequest,
        article: Article,
        revision: Revision,
        form: RestoreForm,
    ) -> str | None:
        """Restore; what was refused, in words."""
        story, kept = history.permitted(staff(request), article, revision.story)
        lost = [*publishing.losses(story), *kept]
        try:
            publishing.restore(
                revision,
                by=staff(request),
                version=article.version,
                story=story,
                note=form.cleaned_data["note"],
            )
        except publishing.PublishingError as error:
            return str(error)
        self.log_change(request, article, f"Khôi phục bản lưu {revision.number}.")
        message = f"Đã khôi phục bản lưu {revision.number}; trang chưa đổi gì."
        self.message_user(request, message, messages.SUCCESS)
        for line in lost:
            self.message_user(request, line, messages.WARNING)
        return None

    def _ask(
        self,
        request: HttpRequest,
        article: Article,
        revision: Revision,
        form: RestoreForm,
    ) -> HttpResponse:
        """What restoring would do to the text as it is now."""
        story, kept = history.permitted(staff(request), article, revision.story)
        context = {
            "revision": revision,
            "form": form,
            "version": article.version,
            "last": Revision.objects.of(article).select_related("made_by").first(),
            "differences": self._differences(request, snapshot(article), story),
            "lost": [*publishing.losses(story), *kept],
        }
        title = f"Khôi phục bản lưu {revision.number}"
        response = self._page(request, article, "restore", title, context)
        if form.is_bound:
            response.status_code = 409
        return response

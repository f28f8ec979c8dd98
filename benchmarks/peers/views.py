"""The pages as one would write them with the ORM, without a second thought."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from benchmarks.peers.models import Article, Category

CONSTANT = b"<!doctype html><title>x</title>" + b"x" * 60_000


def constant(request):
    return HttpResponse(CONSTANT)


def article(request, pk):
    found = get_object_or_404(Article.objects.select_related("category"), pk=pk)
    newest = Article.objects.select_related("category").order_by("-published_at")
    context = {
        "article": found,
        "tags": found.tags.all(),
        "related": found.related.all()[:5],
        "same": newest.filter(category=found.category).exclude(pk=pk)[:10],
        "other": newest.exclude(category=found.category)[:10],
        "newest": newest[:10],
        "most_read": Article.objects.order_by("-views")[:10],
    }
    return render(request, "peers/article.html", context)


def category(request, path):
    found = get_object_or_404(Category, path=path)
    stories = found.article_set.order_by("-published_at")
    newest = Article.objects.order_by("-published_at")
    context = {
        "category": found,
        "page": Paginator(stories, 20).get_page(request.GET.get("page")),
        "newest": newest[:10],
        "most_read": Article.objects.order_by("-views")[:10],
    }
    return render(request, "peers/category.html", context)


def home(request):
    newest = Article.objects.select_related("category").order_by("-published_at")
    sections = [
        (section, newest.filter(category=section)[:5])
        for section in Category.objects.filter(parent=None).order_by("pk")
    ]
    context = {
        "front": newest[:15],
        "sections": sections,
        "newest": newest[:10],
        "most_read": Article.objects.order_by("-views")[:10],
    }
    return render(request, "peers/home.html", context)

"""Articles as a plain project would keep them, with the indexes its lists need."""

from django.db import models


class Category(models.Model):
    name = models.CharField(max_length=100)
    path = models.CharField(max_length=170, unique=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True)

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100)
    sapo = models.TextField()
    html = models.TextField()
    picture = models.CharField(max_length=200)
    category = models.ForeignKey(Category, models.CASCADE)
    published_at = models.DateTimeField()
    views = models.PositiveIntegerField(default=0)
    tags = models.ManyToManyField(Tag)
    related = models.ManyToManyField("self", symmetrical=False)

    class Meta:
        indexes = [
            models.Index(fields=["category", "-published_at"], name="peer_in_category"),
            models.Index(fields=["-published_at"], name="peer_newest"),
            models.Index(fields=["-views"], name="peer_most_read"),
        ]

    def __str__(self) -> str:
        return self.title

"""Fragments that all pages share."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from news.site import parts
from portal import context as portal_context

register = template.Library()


@register.simple_tag(takes_context=True)
def shared(context: template.Context, name: str, **facts: str) -> SafeString:
    """Include a template that needs nothing of the page but these facts.

    It is rendered once per generation, minute and facts. Without a request (the page
    for errors) it is included as it stands.
    """
    request = context.get("request")
    if request is None:
        return render_to_string(name, facts)
    return parts.of(request).once(
        (name, *sorted(facts.items())),
        lambda: render_to_string(name, portal_context.site(request) | facts),
    )

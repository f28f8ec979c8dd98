"""Fragments that all pages share."""

from __future__ import annotations

from django import template
from django.template import Node, NodeList
from django.template.base import FilterExpression, Parser, Token
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


@register.tag
def once(parser: Parser, token: Token) -> Node:
    """{% once "name" %}…{% endonce %}: rendered once per generation and minute.

    For a part of one page that asks for nothing but what all its readers share.
    """
    name = parser.compile_filter(token.split_contents()[1])
    content = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(name, content)


class OnceNode(Node):
    def __init__(self, name: FilterExpression, content: NodeList) -> None:
        self.name = name
        self.content = content

    def render(self, context: template.Context) -> SafeString:
        shared_parts = parts.of(context["request"])
        name = ("once", self.name.resolve(context))
        return shared_parts.once(name, lambda: self.content.render(context))

"""Text as HTML: Markdown for what is said, plain paragraphs for a post."""

import re
from dataclasses import dataclass

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "code",
    "pre",
    "ul",
    "ol",
    "li",
    "blockquote",
    "a",
    "h3",
    "h4",
    "hr",
}

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})
_paragraph_break = re.compile(r"\n\s*\n")


def markdown(text: str) -> SafeString:
    """Sanitised HTML, even should the Markdown renderer let something through."""
    html = nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(html)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is set: the hook apart from the rest."""

    hook: str
    html: SafeString


def post(text: str) -> Post:
    hook, *rest = _paragraph_break.split(text.strip(), maxsplit=1)
    return Post(hook=hook, html=paragraphs(rest[0] if rest else ""))


def paragraphs(text: str) -> SafeString:
    blocks = [block.strip() for block in _paragraph_break.split(text) if block.strip()]
    html = "".join(f"<p>{escape(block).replace('\n', '<br>')}</p>" for block in blocks)
    return mark_safe(html)

"""Reading pages: find the lines of the article, the lines of its translation, and what all other lines are.

Examples:
    >>> from aligner.page import read_page
    >>> page = read_page("다리가 열렸다.\\n\\nThe bridge has opened.")
    >>> page.layout, [paragraph.text for paragraph in page.article("en")]
    ('ko_first', ['The bridge has opened.'])
"""

from aligner.model.page import Line, Page, Paragraph
from aligner.page.articles import articles_of
from aligner.page.reading import read_page

__all__ = ["Line", "Page", "Paragraph", "articles_of", "read_page"]

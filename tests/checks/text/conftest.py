"""A check of the text, run alone over sentences."""

from dataclasses import replace

import pytest

from desktop.checks.catalogue import REGISTER
from desktop.checks.register import run_one
from desktop.layouts.words.paragraphs import Paragraph, Run


@pytest.fixture
def read(wuxi):
    """Run a check by its number over paragraphs that stand in the place of the narrative."""
    checks = {registered.code: registered for registered in REGISTER}

    def run(code, *paragraphs):
        narrative = replace(wuxi.narrative, paragraphs=[Paragraph((Run(text),)) for text in paragraphs])
        return run_one(checks[code], replace(wuxi, write=lambda: narrative))

    return run

"""A text from outside is read in the encodings that Chinese offices save in; anything else is refused, never guessed."""

import pytest

from desktop.outside import decoding
from desktop.outside.refusal import Refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_the_same_in_each_encoding(encoding):
    """UTF-16 with a mark is what Excel and 记事本 call Unicode 文本."""
    assert decoding.decoded("项目\t金额".encode(encoding), "文本") == "项目\t金额"


def test_the_other_order_of_utf_16_is_read_too():
    assert decoding.decoded(b"\xfe\xff" + "项目".encode("utf-16-be"), "文本") == "项目"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xff\xff", "的文字编码无法识别；请另存为 UTF-8 编码的文本"),
        (b"\xff\xfe\xd8", "的文字编码无法识别"),
        (b"a\0b", "不是文本文件"),
        ("项目".encode("utf-32"), "不是文本文件"),
    ],
)
def test_what_is_no_text_is_refused(raw, words):
    with pytest.raises(Refused, match=words):
        decoding.decoded(raw, "文本")

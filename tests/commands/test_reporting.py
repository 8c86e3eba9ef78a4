def test_the_whole_report_is_shown_and_then_written(run, wuxi_book, tmp_path):
    target = tmp_path / "报告.txt"
    status, out, _ = run("report-problem", wuxi_book, "--out", target)
    assert status == 0
    written = target.read_text(encoding="utf-8")
    assert out.startswith(written)
    assert "没有发送到任何地方" in out.removeprefix(written)
    assert "巫溪" not in written


def test_without_a_file_it_is_only_shown(run, wuxi_book):
    status, out, _ = run("report-problem", wuxi_book)
    assert (status, "没有写文件" in out) == (0, True)


def test_the_manual_is_never_written_over_a_file(run, wuxi_book, tmp_path):
    before = wuxi_book.read_bytes()
    status, _, error = run("manual", "--out", wuxi_book)
    assert (status, "扩展名应为 .pdf" in error, wuxi_book.read_bytes()) == (1, True, before)
    taken = tmp_path / "公开.pdf"
    taken.write_bytes(b"%PDF")
    status, _, error = run("manual", "--out", taken)
    assert (status, "已经存在，没有覆盖" in error, taken.read_bytes()) == (1, True, b"%PDF")

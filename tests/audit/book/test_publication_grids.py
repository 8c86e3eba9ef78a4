"""What a book publishes, read as a document would be, with the exact amount behind each cell."""

from desktop.audit.book import publication_grids


def test_every_amount_is_known_to_the_fen(own_layouts):
    disclosure = own_layouts["qinghe_2025"]
    found = publication_grids.of_publication(disclosure.tables, disclosure.charts)
    outlay = next(each for each in found if each.grid.title.endswith("支出总表"))
    (half,) = outlay.grid.halves
    total = half.rows[0]
    assert outlay.exact[total.number, min(half.columns)] == 178_639_088
    assert not found[-1].exact
    assert not found[-1].grid.title

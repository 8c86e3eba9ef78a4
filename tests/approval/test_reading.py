"""Reading approved figures of one unit: another unit's are not taken, none at all is said."""


def test_a_file_of_another_unit_or_without_a_subject_is_refused(plan):
    other = plan([["编制单位：青禾县水利局"], ["单位：元"], ["类别", "批复数"], ["人员经费", "1"]])
    assert "“青禾县水利局”不在账本中" in other.reading.rejects[0].describe()
    empty = plan([["单位：元"], ["类别", "批复数"], ["人员经费", "—"]])
    assert "各格都是空的" in empty.reading.rejects[0].describe()

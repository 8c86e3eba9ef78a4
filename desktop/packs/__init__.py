"""Unit packs (单位数据包): a budget without its people as one file, read back, taken in, checked; control numbers."""

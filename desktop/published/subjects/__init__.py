"""Tables of subjects (科目) whose header no layout has, understood by their words."""

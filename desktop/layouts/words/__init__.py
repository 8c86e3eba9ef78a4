"""The sentences of the narrative (预算情况说明)."""

"""Dated reference data: classification editions, the crosswalk between them, named measures."""

"""The standards of a place (本地标准): asked, saved, given to other units, taken from them."""

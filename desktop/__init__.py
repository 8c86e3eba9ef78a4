"""Mingzhang 明账: a local budget ledger for unit accountants (单位会计)."""

VERSION = "0.17.0"

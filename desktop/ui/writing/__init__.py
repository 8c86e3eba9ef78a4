"""The narrative (预算情况说明) and its bound figures."""

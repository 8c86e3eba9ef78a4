"""The rules of an audit (审阅规则): every module with RULES is part of it."""

"""The rules of an audit (审阅规则) on sentences and tables; those of one kind of facts have rooms of their own."""

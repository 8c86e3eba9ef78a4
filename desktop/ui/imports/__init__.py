"""Files from outside in the window: lists and payrolls to be imported, the bureau's workbooks to be filled."""

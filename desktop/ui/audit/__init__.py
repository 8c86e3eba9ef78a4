"""The page 审阅: any published budget held against itself and, where there is one, against the open book."""

"""Goals (绩效目标) and the money, people and things they name: against other tables, the text and all there are."""

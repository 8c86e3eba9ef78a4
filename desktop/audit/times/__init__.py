"""Years, dates and terms: plans and goals are of the budget's year, one event has one date."""

"""Numbers of people, vehicles, units and projects told in several places, and slips of the pen in them."""

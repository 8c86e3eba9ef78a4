"""What the people of a budget are paid: their states over the year, pay, contributions, and what no rule takes."""

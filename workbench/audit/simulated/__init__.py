"""A made-up shop's shoppers, whose messages go through the product's own code in virtual time."""

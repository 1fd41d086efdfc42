"""A workspace asked for answers: dyads, actors, stories, each result with its evidence."""

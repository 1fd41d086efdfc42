"""Stories: the mentions of one happening joined across documents, with what they disagree on."""

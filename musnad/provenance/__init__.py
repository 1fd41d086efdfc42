"""Where reports come from: credits to agencies, copies of one text, families of outlets."""

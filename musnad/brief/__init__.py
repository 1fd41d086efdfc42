"""The brief: who stands with an actor, who with the rival, how sure that is and by which sentences."""

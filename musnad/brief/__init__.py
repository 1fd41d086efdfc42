"""The brief: who stands with an actor, who with the rival, how sure that is and by which sentences."""

from .compose import brief
from .model import Brief, Number, Section, Statement, Table

__all__ = ["Brief", "Number", "Section", "Statement", "Table", "brief"]

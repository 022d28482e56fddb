"""Alignment of many documents: in several processes, over columns of Arrow, in Spark."""

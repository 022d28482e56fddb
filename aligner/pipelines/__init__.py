"""The same alignment for many documents: in processes, over columns of Arrow, in Spark."""

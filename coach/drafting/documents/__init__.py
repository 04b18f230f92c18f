"""One module a document; each takes a case file and returns the document, nothing else."""

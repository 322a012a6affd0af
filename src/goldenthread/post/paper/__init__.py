"""A letter as a document: a tagged PDF to print or to send on, a Word document to go on working with."""

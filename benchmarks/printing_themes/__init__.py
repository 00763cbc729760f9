"""The same pages by other generators: a corpus comes in (`printing_corpus`), a folder that one can build goes out."""

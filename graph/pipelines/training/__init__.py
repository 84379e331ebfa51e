"""How the shipped pipelines are made: corpora, vectors, two trainings, one assembly, figures, card."""

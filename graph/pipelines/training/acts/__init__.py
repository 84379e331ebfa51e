"""Training of the model that guesses the kind of an act where the lexicon is silent (`graph.classify.model`).

rows -> phrases -> network -> fit -> export: our own labelled sentences, phrases made of the lexicon's frames, MiniLM's
layers with three small heads, the training loop, the ONNX graph. `scripts/train_acts.py` runs it.
"""

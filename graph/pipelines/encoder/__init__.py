"""A fine-tuned sentence encoder as one spaCy component, run by onnxruntime: no torch, no download."""

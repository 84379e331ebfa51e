"""Training of the accurate pipeline; needs torch, which running it does not."""

"""Speaking to a gateway, and the embedded one that speaks back."""

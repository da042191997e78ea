"""Pictures: their bytes, decoding, previews, inputs and saved copies."""

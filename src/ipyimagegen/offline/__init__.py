"""The embedded gateway: the real one's protocol, with sketches for pictures."""

"""The embedded gateway: the real one's protocol, with drawings for pictures."""

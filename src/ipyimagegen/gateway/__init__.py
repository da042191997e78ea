"""Talking to a gateway: the request's body, one HTTP exchange, reading the reply, failures."""

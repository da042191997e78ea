"""The offline gateway's drawings: known things as shapes, and scenes made of them.

A newcomer has no key yet, but wants to see at once that a prompt becomes a picture and that
its words matter. So things are short lists of shapes on a square from -50 to 50 (y downwards,
feet at 50), in colour roles instead of colours: any thing can then be red, mirrored, or drawn
by any `Style`. Pillow alone draws, and all chance comes from the `random.Random` passed in.
"""

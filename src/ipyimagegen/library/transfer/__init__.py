"""Transfer: bundles, written and read, and the page that is in them."""

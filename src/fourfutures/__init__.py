"""fourfutures."""

"""Speed, memory, agreement and size, measured side by side: `python -m benchmarks`."""

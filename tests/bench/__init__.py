"""How fast Easel is, beside the floor of the same machine in the same run: `make bench`."""

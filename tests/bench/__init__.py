"""What Easel promises in milliseconds and kilobytes, measured from outside: `make bench`."""

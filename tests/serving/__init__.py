"""Easel started as people start it, in processes of its own, for tests that look from outside."""

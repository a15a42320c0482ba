"""A loopback server that speaks Gemini's REST API, with faults on demand and a log of calls."""

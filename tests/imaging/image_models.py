"""The two models of Gemini that most tests of images ask, in their order."""

FIRST, SECOND = "gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image"

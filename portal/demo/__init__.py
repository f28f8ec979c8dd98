"""The demo: stories, drawn photos, sections and the office of an invented newsroom."""

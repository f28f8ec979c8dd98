"""Pictures drawn by Pillow for the demo stories: canvas, people, rooms and scenes."""

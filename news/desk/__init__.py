"""What staff use: the admin, the editor, the preview."""

"""Minutes, attendance sheets and year reports as files."""

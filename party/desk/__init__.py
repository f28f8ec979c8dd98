"""What Party officers use: lists, forms, meetings, reports."""

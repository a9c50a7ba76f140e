"""Front ends: the command, the browser page, rendering. Each is handed an Assistant."""

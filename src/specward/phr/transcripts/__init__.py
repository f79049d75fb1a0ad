"""What coding agents keep of their conversations, read as turns: a prompt, and what came of it."""

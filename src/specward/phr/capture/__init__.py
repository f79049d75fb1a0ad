"""Prompts as coding agents report them, made into records while the conversation goes on."""

"""The forms that a text without marks uses instead: what lists, fields, tables, chats and headings look like."""

"""Files of office programs: Word, Excel, PowerPoint, OpenDocument, Rich Text."""

"""Train the reader: does this passage answer the question, where, and does it support this claim?"""

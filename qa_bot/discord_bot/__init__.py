"""The Discord adapter: questions asked in Discord, answers with sources that open."""

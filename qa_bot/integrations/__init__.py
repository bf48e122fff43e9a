"""What lets other frameworks use a bot; each module needs the framework that it is named after."""

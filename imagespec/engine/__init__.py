"""The run side: compiled checks looked up and called. Built-ins only until a finding is read."""

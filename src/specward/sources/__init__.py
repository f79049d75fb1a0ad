"""Where a project's documents are read from: work tree, index, revision, memory."""

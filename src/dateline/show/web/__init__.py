"""The page and its API: server-rendered, quiet, and safe to open on hostile articles."""

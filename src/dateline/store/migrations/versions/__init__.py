"""One file a migration; see ``dateline.store.migrations``."""

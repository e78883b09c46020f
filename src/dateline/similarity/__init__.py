"""Pure comparisons of texts, entities, vectors and typed slots."""

"""Makes an ``Article`` of a ``RawDocument``, or says why not."""

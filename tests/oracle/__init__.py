"""An independent recount of the snapshot, written from the contract's text alone."""

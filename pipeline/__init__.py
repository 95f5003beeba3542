"""The batch job: the command, the store, validation, duplicates, the snapshot."""

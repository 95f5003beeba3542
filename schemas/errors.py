"""What the command tells its user, in one sentence, instead of a traceback."""


class UserError(Exception):
    """Nothing could be done, and the user can mend it.  The message is a sentence to act on."""


class ProgramFault(Exception):
    """The program found that its own result can't be right.  Nothing is written."""

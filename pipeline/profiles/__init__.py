"""A board's profile: the referrals of six months and of the six before, and who goes missing."""

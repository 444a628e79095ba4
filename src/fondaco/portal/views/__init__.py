"""The pages of the portal, by noun."""

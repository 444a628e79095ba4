"""The site as an app: installed on a phone, with the pages last seen kept there."""

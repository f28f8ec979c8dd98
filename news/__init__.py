"""The newsroom: stories, their editions, the desk and the site."""

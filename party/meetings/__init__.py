"""The only writer of meetings: rosters, states, votes, closing, amendments."""

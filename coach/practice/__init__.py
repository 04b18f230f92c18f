"""The simulated client: appraisal, state, moves, lines, sessions, debrief."""

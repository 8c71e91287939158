"""Check-ins as they are sent: our rows say what is due, the policy is asked at the moment of sending, one prompt a slot."""

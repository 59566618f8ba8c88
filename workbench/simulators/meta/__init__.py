"""What Messenger, Instagram and WhatsApp have in common, as Meta's Graph API shows it."""

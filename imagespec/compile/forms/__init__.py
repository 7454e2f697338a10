"""What a form is made of: its schema, its uiSchema, and the JavaScript beside them."""

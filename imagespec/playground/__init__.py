"""The playground: one HTML page with the checks of a revision in JavaScript, an editor, a form and a map of the sizes."""

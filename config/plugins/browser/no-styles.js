// In place of a style sheet; see index.js.

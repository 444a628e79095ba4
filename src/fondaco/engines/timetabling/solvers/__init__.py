"""The solvers behind the engine; nothing else imports their packages."""

//! Pictures without script: the timeline of attempts.

package dev.waiver.integration.conformance;

/** The kinds of requests that the operations on rules consist of. */
enum Kind {
    LIST,
    GET,
    CREATE,
    UPDATE,
    OTHER
}

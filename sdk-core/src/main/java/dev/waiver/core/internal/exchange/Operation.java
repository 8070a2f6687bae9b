package dev.waiver.core.internal.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of a method of an API interface, read once from its annotations.
 *
 * @param name interface and method, for errors and log lines
 * @param safety whether it may be repeated
 * @param notFoundIsSuccess whether "not found" after an ambiguous attempt means that the attempt did the work
 * @param permission what the service asks for, by the vendor's name
 * @param maxResponseSize how large an answer may be, in bytes
 * @param sensitiveResponse whether what it answers is a credential, so that no error shows it
 * @param value how the value is read
 */
public record Operation<T extends @Nullable Object>(
        String name,
        Safety safety,
        boolean notFoundIsSuccess,
        @Nullable String permission,
        long maxResponseSize,
        boolean sensitiveResponse,
        ValueReader<T> value) {

    /** Whether an operation may be sent again. */
    public enum Safety {
        /** Changes nothing. */
        READ,
        /** Changes something, and a second application changes nothing more. */
        IDEMPOTENT,
        /** May be sent again only if it is certain that the service did not take it. */
        WRITE
    }

    boolean isWrite() {
        return safety != Safety.READ;
    }

    boolean isRepeatable() {
        return safety != Safety.WRITE;
    }
}

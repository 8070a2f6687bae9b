package dev.waiver.examples.contract;

import java.util.function.Function;

/**
 * One line that a user may write.
 *
 * @param vendor whose service it is about
 * @param name class and method
 * @param part which of its requests are struck by a fault
 * @param kind what it is like
 * @param whole whether every fault is tried on it, or those that could differ
 * @param make makes the call, or the pager
 */
record Operation(
        Vendor vendor,
        String name,
        Part part,
        Kind kind,
        boolean whole,
        Function<? super ContractFixture, ? extends Object> make) {

    /** Which of an operation's requests are struck. */
    enum Part {
        /** All of them. */
        ALL,
        /** The writes. */
        WRITE,
        /** The reads that come after a write. */
        LOOK_UP
    }

    /** What an operation is like. */
    enum Kind {
        READ,
        IDEMPOTENT,
        CREATE,
        COMPOSED,
        LIST,
        /** A write that is not known to be harmless when repeated. */
        WRITE;

        boolean reads() {
            return this == READ || this == LIST;
        }
    }

    String title() {
        return switch (part) {
            case ALL -> name;
            case WRITE -> name + " [write]";
            case LOOK_UP -> name + " [look-up]";
        };
    }

    Operation struck(Part where) {
        return new Operation(vendor, name, where, kind, whole, make);
    }

    Operation everyFault() {
        return new Operation(vendor, name, part, kind, true, make);
    }
}

/**
 * Stateful simulators of the vendors' services, on real sockets, for integration tests. They know the wire only and no
 * class of the SDK, so that a mistake cannot hide in both.
 */
@org.jspecify.annotations.NullMarked
module dev.waiver.testing {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports dev.waiver.testing;
}

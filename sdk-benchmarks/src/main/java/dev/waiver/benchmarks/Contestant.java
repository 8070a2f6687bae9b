package dev.waiver.benchmarks;

import java.util.concurrent.Callable;

/**
 * A way to call the services. All do the same work: they sign in once, send the sign-in header and a new request id
 * with each request, read the envelope and refuse what it refuses, read rules into values that keep unknown members.
 */
interface Contestant {
    /** A list of e-mail rules. */
    Object list(String name) throws Exception;

    /** Creates an e-mail rule. */
    Object create() throws Exception;

    /** Gets a detection exception of 30 kB and puts it back. */
    Object document() throws Exception;

    /** Reads an error of the service. */
    default Object error() throws Exception {
        try {
            return list(Payloads.DENIED_LIST);
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** One of the works of the benchmark by its name. */
    default Callable<Object> work(String name) {
        return switch (name) {
            case "list20" -> () -> list(Payloads.SMALL_LIST);
            case "list2000" -> () -> list(Payloads.LARGE_LIST);
            case "create" -> this::create;
            case "document" -> this::document;
            case "error" -> this::error;
            default -> throw new IllegalArgumentException("work: there is no " + name);
        };
    }
}

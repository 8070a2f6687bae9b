/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal;

import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.internal.http.ServerResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table of operations by method and path.
 *
 * @param <C> what operations need besides the request, such as its key
 */
public final class Routes<C> {

    /**
     * An operation.
     *
     * @param <C> what it needs besides the request
     */
    @FunctionalInterface
    public interface Operation<C> {
        /**
         * Serves a request.
         *
         * @param path the decoded values of the path's variables
         */
        ServerResponse run(RecordedRequest call, C context, Variables path);
    }

    /** The decoded values of a path's variables. */
    public static final class Variables {
        private final Map<String, String> values = new HashMap<>();

        /** Returns the decoded value of a variable of the route. */
        public String get(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }
    }

    private record Route<C>(String method, List<String> segments, Operation<C> operation) {}

    private final List<Route<C>> routes = new ArrayList<>();

    /**
     * Adds an operation. The first one that matches a request serves it.
     *
     * @param pattern the path, with variables such as {@code /exceptions/{list}}; a variable matches one non-empty
     *     segment
     */
    public Routes<C> on(String method, String pattern, Operation<C> operation) {
        routes.add(new Route<>(method, List.of(pattern.split("/", -1)), operation));
        return this;
    }

    /**
     * Runs the operation for a request.
     *
     * @param path the path below the service's prefix, still encoded
     * @return the response, or null if there is no such operation
     */
    public @Nullable ServerResponse run(RecordedRequest call, C context, String path) {
        List<String> segments = List.of(path.split("/", -1));
        for (Route<C> route : routes) {
            Variables variables = route.method().equals(call.method()) ? match(route.segments(), segments) : null;
            if (variables != null) {
                return route.operation().run(call, context, variables);
            }
        }
        return null;
    }

    private static @Nullable Variables match(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return null;
        }
        Variables variables = new Variables();
        for (int i = 0; i < pattern.size(); i++) {
            String expected = pattern.get(i);
            String segment = segments.get(i);
            if (expected.startsWith("{")) {
                if (segment.isEmpty()) {
                    return null;
                }
                variables.values.put(expected.substring(1, expected.length() - 1), Uris.decode(segment, false));
            } else if (!expected.equals(segment)) {
                return null;
            }
        }
        return variables;
    }
}

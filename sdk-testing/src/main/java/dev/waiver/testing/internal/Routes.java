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
 * Finds the operation for a method and path.
 *
 * @param <C> what an operation needs to know beside the request, such as whose key it came with
 */
public final class Routes<C> {

    /**
     * One operation.
     *
     * @param <C> what it needs to know beside the request
     */
    @FunctionalInterface
    public interface Operation<C> {
        /**
         * Runs the operation.
         *
         * @param call the request
         * @param context what else it needs
         * @param path the decoded values of the path's variables
         * @return the answer
         */
        ServerResponse run(RecordedRequest call, C context, Variables path);
    }

    /** The decoded values of a path's variables. */
    public static final class Variables {
        private final Map<String, String> values = new HashMap<>();

        /**
         * The value of a variable of the route.
         *
         * @param name the variable
         * @return its decoded value
         */
        public String get(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }
    }

    private record Route<C>(String method, List<String> segments, Operation<C> operation) {}

    private final List<Route<C>> routes = new ArrayList<>();

    /**
     * Adds an operation. The first one that fits a request serves it.
     *
     * @param method the method
     * @param pattern the path, with variables such as {@code /exceptions/{list}}; a variable stands for one segment and
     *     is never empty
     * @param operation the operation
     * @return this
     */
    public Routes<C> on(String method, String pattern, Operation<C> operation) {
        routes.add(new Route<>(method, List.of(pattern.split("/", -1)), operation));
        return this;
    }

    /**
     * Runs the operation for a request.
     *
     * @param call the request
     * @param context what its operation needs beside it
     * @param path the path below the service's prefix, as on the wire
     * @return the answer, or null when there is no such operation
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

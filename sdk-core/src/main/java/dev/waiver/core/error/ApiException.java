package dev.waiver.core.error;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error, by its HTTP status or by the envelope inside a 200, at any vendor. The subtypes name the
 * common kinds; the others (400, 409, 422 ...) are told apart by {@link #status()} and {@link #code()}.
 */
public class ApiException extends SdkException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 512;
    private static final Pattern MARKUP = Pattern.compile("(?s)<(script|style).*?</\\1>|<[^>]*>");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final ErrorResponse response;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line; {@code null} takes it from the answer
     * @param cause what led to it
     * @param callInfo the call
     * @param response the answer
     */
    public ApiException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message == null ? "" : message, cause, callInfo);
        this.response = response;
    }

    /** The answer as a whole. */
    public final ErrorResponse response() {
        return response;
    }

    /** The HTTP status, such as 422; 200 where only the envelope says that it is an error. */
    public final int status() {
        return response.status();
    }

    /** The code in the vendor's envelope, where an envelope made this an error. */
    public final OptionalInt code() {
        return response.code();
    }

    /** The service's own id of the exchange, if it sent one. */
    public final Optional<String> serverRequestId() {
        return response.serverRequestId();
    }

    /** The headers of the answer, names in lower case; credentials and cookies are left out. */
    public final Map<String, List<String>> headers() {
        return response.headers();
    }

    /** The error entries as the service worded them; empty if it gave none that could be read. */
    public final List<ErrorEntry> errors() {
        return response.errors();
    }

    /** The start of the body as text, 64 kB at most: readable also when a proxy answered with HTML. */
    public final String rawBody() {
        return response.rawBody();
    }

    /** Worded when somebody asks: many an error is only caught and told apart by its type. */
    @Override
    final String problem() {
        String given = super.problem();
        return given.isEmpty() ? describe(response) : given;
    }

    @Override
    final String idsShown() {
        return super.idsShown() + serverRequestId().map(id -> ", theirs " + id).orElse("");
    }

    /** The one-line description of an answer that the messages use. */
    static String describe(ErrorResponse a) {
        StringBuilder out = new StringBuilder().append(a.status());
        a.code().ifPresent(code -> out.append(" with code ").append(code).append(" in the envelope"));
        if (!a.errors().isEmpty()) {
            out.append(' ').append(shortened(a.errors().get(0).toString()));
            if (a.errors().size() > 1) {
                out.append(" and ").append(a.errors().size() - 1).append(" more");
            }
        } else if (!a.rawBody().isBlank()) {
            out.append(' ').append(shortened(MARKUP.matcher(a.rawBody()).replaceAll(" ")));
        }
        return out.toString();
    }

    private static String shortened(String text) {
        String line = BLANKS.matcher(text.strip()).replaceAll(" ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}

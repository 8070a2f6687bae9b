package dev.waiver.core.internal.call;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.Secret;
import dev.waiver.core.error.ErrorEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Blanks out the client's own credentials where a service or proxy echoes them. */
public final class Redaction {
    private static final Pattern CREDENTIAL =
            Pattern.compile("key|token|secret|auth|passw|cookie|sig", Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST = 4;
    private static final int SHOWN = 200;
    private static final String BLANK = "***";

    private Redaction() {}

    /** These secrets, and the values of headers of the caller's own that are called like credentials. */
    public static List<Secret> with(List<Secret> secrets, CallOptions options) {
        List<Secret> all = new ArrayList<>(secrets);
        options.headers().forEach((name, value) -> {
            if (CREDENTIAL.matcher(name).find() && !value.isBlank()) {
                all.add(Secret.of(name, value));
            }
        });
        return all;
    }

    /** The text without these secrets, as they are or as JSON, JSON in JSON and URLs spell them; also without the start of one where the text ends. */
    public static String text(String text, List<Secret> secrets) {
        String out = text;
        for (Secret secret : secrets) {
            String value = secret.reveal();
            if (value.length() < SHORTEST || out.isEmpty()) {
                continue;
            }
            for (String spelling : spellings(value)) {
                out = withoutStart(out.replace(spelling, BLANK), spelling);
            }
        }
        return out;
    }

    private static Set<String> spellings(String value) {
        if (isPlain(value)) {
            return Set.of(value);
        }
        Set<String> all = new LinkedHashSet<>();
        all.add(value);
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
        all.add(json);
        all.add(json.replace("/", "\\/"));
        all.add(new String(JsonStringEncoder.getInstance().quoteAsString(json))); // JSON that is quoted in JSON
        all.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        return all;
    }

    /** Whether JSON and URLs spell it as it is. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** A body that is cut may be cut within a secret. */
    private static String withoutStart(String text, String spelling) {
        for (int length = Math.min(spelling.length() - 1, text.length()); length >= SHORTEST; length--) {
            if (text.regionMatches(text.length() - length, spelling, 0, length)) {
                return text.substring(0, text.length() - length) + BLANK;
            }
        }
        return text;
    }

    /** The headers of an answer without these secrets. */
    public static Map<String, List<String>> headers(Map<String, List<String>> headers, List<Secret> secrets) {
        Map<String, List<String>> out = new LinkedHashMap<>();
        headers.forEach((name, values) ->
                out.put(name, values.stream().map(value -> text(value, secrets)).toList()));
        return out;
    }

    /** An exchange as an error may show it. */
    public static Exchange exchange(Exchange exchange, List<Secret> secrets) {
        Map<String, String> envelope = new LinkedHashMap<>();
        exchange.envelope().forEach((name, value) -> envelope.put(name, text(value, secrets)));
        return new Exchange(
                exchange.operation(),
                exchange.requestId(),
                exchange.status(),
                exchange.attempts(),
                exchange.serverRequestId().map(id -> text(id, secrets)).orElse(null),
                headers(exchange.headers(), secrets),
                envelope);
    }

    /** The error entries without these secrets. */
    public static List<ErrorEntry> entries(List<ErrorEntry> entries, List<Secret> secrets) {
        if (entries.isEmpty() || secrets.isEmpty()) {
            return entries;
        }
        return entries.stream()
                .map(e -> {
                    Map<String, String> details = new LinkedHashMap<>();
                    e.details().forEach((name, value) -> details.put(name, text(value, secrets)));
                    return ErrorEntry.of(
                            e.code().map(code -> text(code, secrets)).orElse(null),
                            text(e.message(), secrets),
                            details);
                })
                .toList();
    }

    /** The start of a body in one line. */
    public static String beginning(String body) {
        String line = body.strip()
                .replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}

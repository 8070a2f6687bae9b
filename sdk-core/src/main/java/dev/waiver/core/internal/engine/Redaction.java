package dev.waiver.core.internal.engine;

import dev.waiver.core.Secret;
import dev.waiver.core.error.ErrorEntry;
import dev.waiver.core.internal.token.Token;
import dev.waiver.core.spi.SignIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Blanks out the client's own credentials where a service or proxy echoes them. */
final class Redaction {
    private static final int SHORTEST = 4;
    private static final int SHOWN = 200;

    private Redaction() {}

    static List<Secret> secrets(SignIn signIn, @Nullable Token token) {
        List<Secret> all = new ArrayList<>(signIn.secrets());
        if (token != null) {
            all.add(token.access().value());
        }
        return all;
    }

    static String text(String text, List<Secret> secrets) {
        String out = text;
        for (Secret secret : secrets) {
            String value = secret.reveal();
            if (value.length() >= SHORTEST) {
                out = out.replace(value, "***");
            }
        }
        return out;
    }

    static List<ErrorEntry> entries(List<ErrorEntry> entries, List<Secret> secrets) {
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
    static String beginning(String body) {
        String line = body.strip()
                .replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}

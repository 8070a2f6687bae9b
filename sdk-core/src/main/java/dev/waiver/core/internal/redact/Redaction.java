/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.redact;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.Secret;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.error.ErrorEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The redaction of the client's own credentials where a service or proxy echoes them. Nearly always there is nothing to
 * redact: then texts and maps are returned as they are.
 */
public final class Redaction {
    private static final String[] CREDENTIAL = {"key", "token", "secret", "auth", "passw", "cookie", "sig"};
    private static final int MIN_LENGTH = 4;
    private static final int MAX_SHOWN = 200;
    private static final String BLANK = "***";
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private final List<String> spellings = new ArrayList<>(4);

    /**
     * Returns a redaction of these secrets, spelled as they are or as in JSON, JSON in JSON and URLs, and of the values
     * of the caller's headers whose names suggest a credential. Values shorter than four characters are not redacted.
     */
    public static Redaction of(List<Secret> secrets, CallOptions options) {
        Redaction all = new Redaction();
        all.and(secrets);
        options.headers().forEach((name, value) -> {
            if (isAnyIn(name, CREDENTIAL)) {
                all.and(value);
                all.and(value.substring(value.indexOf(' ') + 1)); // without "Bearer"
            }
        });
        return all;
    }

    /** Adds these secrets. */
    @CanIgnoreReturnValue
    public Redaction and(List<Secret> secrets) {
        for (int i = 0; i < secrets.size(); i++) {
            and(secrets.get(i).reveal());
        }
        return this;
    }

    /** Adds this secret. */
    @CanIgnoreReturnValue
    public Redaction and(Secret secret) {
        and(secret.reveal());
        return this;
    }

    private void and(String value) {
        if (value.length() < MIN_LENGTH || value.isBlank()) {
            return;
        }
        add(value);
        if (!isPlain(value)) {
            String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
            add(json);
            add(json.replace("/", "\\/"));
            add(new String(JsonStringEncoder.getInstance().quoteAsString(json))); // JSON that is quoted in JSON
            String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
            add(url);
            add(ESCAPE.matcher(url).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)));
            add(url.replace("+", "%20"));
        }
    }

    private void add(String spelling) {
        if (!spellings.contains(spelling)) {
            int at = 0;
            while (at < spellings.size() && spellings.get(at).length() > spelling.length()) {
                at++; // longest first: a secret may begin with another one
            }
            spellings.add(at, spelling);
        }
    }

    /** Returns whether JSON and URLs spell the value as it is. */
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

    /** Returns the text with the secrets redacted. */
    public String text(String text) {
        String out = text;
        for (int i = 0; i < spellings.size(); i++) {
            out = out.replace(spellings.get(i), BLANK);
        }
        return out;
    }

    /**
     * Returns a body, or a part of one, with the secrets redacted, and also the beginning of a secret at its end, where
     * it may have been truncated.
     */
    public String body(String text) {
        String out = text(text);
        for (int i = 0; i < spellings.size(); i++) {
            out = withoutStart(out, spellings.get(i));
        }
        return out;
    }

    private static String withoutStart(String text, String spelling) {
        char first = spelling.charAt(0);
        for (int at = Math.max(0, text.length() - spelling.length() + 1); at <= text.length() - MIN_LENGTH; at++) {
            if (text.charAt(at) == first && text.regionMatches(at, spelling, 0, text.length() - at)) {
                return text.substring(0, at) + BLANK;
            }
        }
        return text;
    }

    /** Returns the text with the secrets redacted, or {@code null} if there is no text. */
    public @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** Returns the headers of a response with the secrets redacted. */
    public Map<String, List<String>> headers(Map<String, List<String>> headers) {
        if (headers instanceof ResponseHeaders received) {
            return received.without(this);
        }
        Map<String, List<String>> out = new LinkedHashMap<>();
        headers.forEach(
                (name, values) -> out.put(name, values.stream().map(this::text).toList()));
        return out;
    }

    private Map<String, String> values(Map<String, String> values) {
        boolean[] clean = {true};
        values.forEach((name, value) -> clean[0] &= isClean(value));
        if (clean[0]) {
            return values;
        }
        Map<String, String> out = new LinkedHashMap<>(values);
        out.replaceAll((name, value) -> text(value));
        return out;
    }

    /** Returns whether a header's name contains one of these words, which are in lowercase, whatever its case. */
    static boolean isAnyIn(String name, String... words) {
        for (int at = 0; at < name.length(); at++) {
            for (String word : words) {
                // Comparing the first letters saves nearly all calls, and a tenth of an error's time.
                if (word.charAt(0) == (name.charAt(at) | ' ') && name.regionMatches(true, at, word, 0, word.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether the text shows no secret. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // a clean text is returned as the same instance
    boolean isClean(String text) {
        return text(text) == text;
    }

    /** Returns the exchange as an error may show it. */
    public Exchange exchange(Exchange exchange) {
        return new Exchange(
                exchange.operation(),
                exchange.requestId(),
                exchange.status(),
                exchange.attempts(),
                textOrNull(exchange.serverRequestId().orElse(null)),
                headers(exchange.headers()),
                values(exchange.envelope()));
    }

    /** Returns the error entries with the secrets redacted. */
    public List<ErrorEntry> entries(List<ErrorEntry> entries) {
        return entries.size() == 1
                ? List.of(entry(entries.get(0))) // nearly every error, without a stream
                : entries.stream().map(this::entry).toList();
    }

    private ErrorEntry entry(ErrorEntry entry) {
        return ErrorEntry.of(textOrNull(entry.code().orElse(null)), body(entry.message()), values(entry.details()));
    }

    /** Returns the beginning of a body in one line, without markup. */
    public static String beginning(String body) {
        String line = body.strip()
                .replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...";
    }
}

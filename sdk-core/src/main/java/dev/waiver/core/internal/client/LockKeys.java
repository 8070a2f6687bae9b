/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import dev.waiver.core.json.OpenEnum;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys of a {@link dev.waiver.core.RuleLock}: equal for equal values, in every JVM. They depend on no hash code and
 * no order of a set. JVMs that run different versions of the SDK at the same time need equal keys, too.
 */
public final class LockKeys {
    private LockKeys() {}

    /**
     * Returns the key of a value.
     *
     * @param value strings and words of a vendor, and lists, sets, maps and optionals of them
     */
    public static String of(Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(hash.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Appends a text that is equal for equal values only: strings have their length before them. */
    private static void append(Object value, StringBuilder text) {
        if (value instanceof String string) {
            text.append(string.length()).append(':').append(string);
        } else if (value instanceof OpenEnum word) {
            append(word.value(), text);
        } else if (value instanceof List<?> list) {
            appendAll(list.stream().map(LockKeys::text), text);
        } else if (value instanceof Set<?> set) {
            appendAll(set.stream().map(LockKeys::text).sorted(), text);
        } else if (value instanceof Map<?, ?> map) {
            appendAll(
                    map.entrySet().stream()
                            .map(entry -> text(List.of(entry.getKey(), entry.getValue())))
                            .sorted(),
                    text);
        } else if (value instanceof Optional<?> optional) {
            appendAll(optional.stream().map(LockKeys::text), text);
        } else {
            throw new IllegalArgumentException("the key of a rule has a "
                    + value.getClass().getName() + ", whose text may differ between JVMs; use strings");
        }
    }

    private static String text(Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static void appendAll(Stream<String> texts, StringBuilder text) {
        text.append('(');
        texts.forEach(text::append);
        text.append(')');
    }
}

/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.redact;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a response as a map, with names in lowercase and without those that carry credentials. The map is
 * created on first access: most calls never need it.
 */
public final class ResponseHeaders extends AbstractMap<String, List<String>> implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String[] CREDENTIAL = {"cookie", "authorization", "token"};

    private final transient Headers headers;
    private transient @Nullable Map<String, List<String>> map;

    public ResponseHeaders(Headers headers) {
        this.headers = headers;
    }

    /**
     * Returns the headers with these secrets redacted. The originals are then not kept, because errors end up in logs
     * and dumps.
     */
    Map<String, List<String>> without(Redaction secrets) {
        for (int i = 0; i < headers.size(); i++) {
            if (Redaction.isAnyIn(headers.name(i), CREDENTIAL) || !secrets.isClean(headers.value(i))) {
                return redacted(secrets);
            }
        }
        return this;
    }

    private Map<String, List<String>> redacted(@Nullable Redaction secrets) {
        LinkedHashMap<String, List<String>> out = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i).toLowerCase(Locale.ROOT);
            if (!Redaction.isAnyIn(name, CREDENTIAL)) {
                String value = headers.value(i);
                out.computeIfAbsent(name, n -> new ArrayList<>(1)).add(secrets == null ? value : secrets.text(value));
            }
        }
        out.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(out);
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        Map<String, List<String>> made = map;
        if (made == null) {
            made = redacted(null);
            map = made;
        }
        return made.entrySet();
    }

    private Object writeReplace() {
        return new LinkedHashMap<>(this);
    }
}

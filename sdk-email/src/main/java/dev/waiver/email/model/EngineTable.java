/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import dev.waiver.core.Inferred;
import dev.waiver.core.internal.check.PathValues;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of exceptions of one engine: the vendor's {@code sectool} and exception type, as in the path. {@link #of}
 * takes any other pair. Inferred: the engines, the types and their meanings, as one client documents them; the vendor
 * documents only DLP, in part.
 */
@Inferred("The engines, the exception types and their meanings, as one client documents them.")
public final class EngineTable implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String MALWARE = "checkpoint2";
    private static final String URL = "avanan_url";
    private static final String DLP = "avanan_dlp";

    /** Files that the anti-malware engine passes, by their hash. Its name is {@code malware-hash}. */
    public static final EngineTable MALWARE_HASH = new EngineTable(MALWARE, "hash", "malware-hash");

    /** Macros that the anti-malware engine passes, by their hash. Its name is {@code malware-macro-hash}. */
    public static final EngineTable MALWARE_MACRO_HASH = new EngineTable(MALWARE, "macro_hash", "malware-macro-hash");

    /** Types of files that the anti-malware engine passes. Its name is {@code malware-file-type}. */
    public static final EngineTable MALWARE_FILE_TYPE = new EngineTable(MALWARE, "file_type", "malware-file-type");

    /** Names of senders that the anti-malware engine passes. Its name is {@code malware-sender-name}. */
    public static final EngineTable MALWARE_SENDER_NAME =
            new EngineTable(MALWARE, "ppat_sender_name", "malware-sender-name");

    /** URLs that the URL reputation engine passes. Its name is {@code url-allow-url}. */
    public static final EngineTable URL_ALLOW_URL = new EngineTable(URL, "allow-url", "url-allow-url");

    /** Domains whose URLs the URL reputation engine passes. Its name is {@code url-allow-domain}. */
    public static final EngineTable URL_ALLOW_DOMAIN = new EngineTable(URL, "allow-domain", "url-allow-domain");

    /** URLs that the URL reputation engine blocks. Its name is {@code url-block-url}. */
    public static final EngineTable URL_BLOCK_URL = new EngineTable(URL, "block-url", "url-block-url");

    /** Domains whose URLs the URL reputation engine blocks. Its name is {@code url-block-domain}. */
    public static final EngineTable URL_BLOCK_DOMAIN = new EngineTable(URL, "block-domain", "url-block-domain");

    /** Files that the DLP engine passes, by their hash. Its name is {@code dlp-hash}. */
    public static final EngineTable DLP_HASH = new EngineTable(DLP, "hash", "dlp-hash");

    /** Texts that the DLP engine passes. Its name is {@code dlp-text-content}. */
    public static final EngineTable DLP_TEXT_CONTENT = new EngineTable(DLP, "text_content", "dlp-text-content");

    /** Addresses of senders that the DLP engine passes. Its name is {@code dlp-sender-email}. */
    public static final EngineTable DLP_SENDER_EMAIL = new EngineTable(DLP, "sender_email", "dlp-sender-email");

    /** Addresses of recipients that the DLP engine passes. Its name is {@code dlp-recipient-email}. */
    public static final EngineTable DLP_RECIPIENT_EMAIL =
            new EngineTable(DLP, "recipient_email", "dlp-recipient-email");

    private static final List<EngineTable> KNOWN = List.of(
            MALWARE_HASH,
            MALWARE_MACRO_HASH,
            MALWARE_FILE_TYPE,
            MALWARE_SENDER_NAME,
            URL_ALLOW_URL,
            URL_ALLOW_DOMAIN,
            URL_BLOCK_URL,
            URL_BLOCK_DOMAIN,
            DLP_HASH,
            DLP_TEXT_CONTENT,
            DLP_SENDER_EMAIL,
            DLP_RECIPIENT_EMAIL);

    private final String engine;
    private final String type;
    private final String name;

    private EngineTable(String engine, String type, String name) {
        this.engine = engine;
        this.type = type;
        this.name = name;
    }

    /**
     * Returns the table of an engine and an exception type.
     *
     * @param engine the engine as in the path, such as {@code avanan_url}
     * @param type the exception type as in the path, such as {@code block-domain}
     * @throws IllegalArgumentException if one of them is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    public static EngineTable of(String engine, String type) {
        PathValues.check("engine", engine, "give the name of an engine, such as avanan_url");
        PathValues.check("type", type, "give an exception type, such as block-domain");
        return KNOWN.stream()
                .filter(table -> table.engine.equals(engine) && table.type.equals(type))
                .findFirst()
                .orElseGet(() -> new EngineTable(engine, type, engine + "/" + type));
    }

    /**
     * Returns the table with this {@link #name}: that of a constant, or {@code engine/type} for any.
     *
     * @param name such as {@code url-block-domain} or {@code avanan_url/block-domain}
     * @throws IllegalArgumentException if there is no such constant and no slash, or {@link #of} refuses a part
     */
    public static EngineTable named(String name) {
        String wanted = Objects.requireNonNull(name, "name").strip();
        for (EngineTable table : KNOWN) {
            if (table.name.equals(wanted)) {
                return table;
            }
        }
        int slash = wanted.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("name: there is no table '" + wanted + "'; give one of "
                    + KNOWN.stream().map(EngineTable::name).collect(Collectors.joining(", "))
                    + ", or engine/type for another one");
        }
        return of(wanted.substring(0, slash), wanted.substring(slash + 1));
    }

    /** Returns the tables that have a constant, in the order of the constants. The service may have more. */
    public static List<EngineTable> known() {
        return KNOWN;
    }

    /** Returns whether the SDK has a constant for this table. */
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** Returns the engine, exactly as it is sent. */
    public String engine() {
        return engine;
    }

    /** Returns the exception type, exactly as it is sent. */
    public String type() {
        return type;
    }

    /** Returns a readable name: a word such as {@code url-block-domain}, or {@code engine/type} without a constant. */
    public String name() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EngineTable table && engine.equals(table.engine) && type.equals(table.type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(engine, type);
    }

    /** Returns the {@link #name}, followed by "(unknown)" for a table without a constant. */
    @Override
    public String toString() {
        return isKnown() ? name : name + " (unknown)";
    }
}

/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.internal.rules.CanonicalHost;
import dev.waiver.email.model.EngineTable;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The texts that the exceptions of a table match: how they are compared, and what they have to be. Hashes, domains and
 * addresses are compared without case, domains also without a trailing dot and in their ASCII form; any other text is
 * compared exactly. All are trimmed.
 */
enum EngineText {
    HASH {
        @Override
        String compared(String trimmed) {
            return trimmed.toLowerCase(Locale.ROOT);
        }

        @Override
        void check(String trimmed) {
            if (!LENGTHS.contains(trimmed.length()) || !HEX.matcher(trimmed).matches()) {
                throw new IllegalArgumentException("exceptionStr: '" + trimmed + "' is no hash; give an MD5 (32 hex"
                        + " digits), SHA-1 (40) or SHA-256 (64) of the file");
            }
        }
    },
    DOMAIN {
        @Override
        String compared(String trimmed) {
            return CanonicalHost.of(trimmed.toLowerCase(Locale.ROOT));
        }

        @Override
        void check(String trimmed) {
            if (NO_DOMAIN.matcher(trimmed).find()) {
                throw new IllegalArgumentException("exceptionStr: '" + trimmed + "' is no domain; give the domain"
                        + " alone, such as evil.example, without scheme, port and path");
            }
        }
    },
    ADDRESS {
        @Override
        String compared(String trimmed) {
            return CanonicalHost.ofEmail(trimmed.toLowerCase(Locale.ROOT));
        }

        @Override
        void check(String trimmed) {
            if (trimmed.indexOf('@') < 0) {
                throw new IllegalArgumentException(
                        "exceptionStr: '" + trimmed + "' is no address; give a whole one, such as user@evil.example");
            }
        }
    },
    OTHER {
        @Override
        String compared(String trimmed) {
            return trimmed;
        }

        @Override
        void check(String trimmed) {}
    };

    private static final Set<Integer> LENGTHS = Set.of(32, 40, 64);
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
    private static final Pattern NO_DOMAIN = Pattern.compile("[\\s/:@]");

    private static final Map<EngineTable, EngineText> KINDS = Map.of(
            EngineTable.MALWARE_HASH, HASH,
            EngineTable.MALWARE_MACRO_HASH, HASH,
            EngineTable.DLP_HASH, HASH,
            EngineTable.URL_ALLOW_DOMAIN, DOMAIN,
            EngineTable.URL_BLOCK_DOMAIN, DOMAIN,
            EngineTable.DLP_SENDER_EMAIL, ADDRESS,
            EngineTable.DLP_RECIPIENT_EMAIL, ADDRESS);

    /** Returns the kind of the texts in a table; {@link #OTHER} for one that the SDK does not know. */
    static EngineText of(EngineTable table) {
        return KINDS.getOrDefault(table, OTHER);
    }

    /** Returns a text that is equal for texts that match the same. */
    final String key(String text) {
        return compared(text.strip());
    }

    /**
     * Checks that a text can be sent.
     *
     * @throws IllegalArgumentException if it cannot, with the field and what to do
     */
    final void checkText(String text) {
        TextChecks.checkNotBlank("exceptionStr", text, "give what the exception matches, such as evil.example");
        TextChecks.check("exceptionStr", text);
        check(text.strip());
    }

    abstract String compared(String trimmed);

    abstract void check(String trimmed);
}
